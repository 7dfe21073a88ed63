// Starts the demo census for browser tests: an own data folder, free ports, and its end.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {createServer} from 'node:net';
import {chromium} from '../../web/node_modules/playwright-core/index.mjs';

const root = resolve(import.meta.dirname, '../..');
const preset = process.env.SANAQ_PRESET ?? 'dev';

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => done(port));
    });
  });
}

/** households: how many synthetic ones the portal's tables are made of. clock: RFC 3339. edition: a folder, or a
 * name. more: options of the server. */
export async function startCensus({households = 60, clock = '2021-09-15T12:00:00+06:00', edition = 'kz-2021', more = []} = {}) {
  const data = mkdtempSync(join(tmpdir(), 'sanaq-e2e-'));
  const [port, portalPort] = [await freePort(), await freePort()];
  const child = spawn(join(root, `build/${preset}/apps/sanaq/sanaq`),
                      ['demo', '--data', data, '--port', port, '--portal-port', portalPort, '--households', households, '--clock', clock,
                       '--edition', edition, ...more],
                      {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
  let output = '';
  const ended = new Promise((done) => child.once('exit', done));
  await new Promise((ready, failed) => {
    child.stdout.on('data', (bytes) => { output += bytes; if (/^ready /m.test(output)) ready(); });
    child.stderr.on('data', (bytes) => { output += bytes; });
    child.once('exit', (code) => failed(new Error(`demo ended with ${code}\n${output}`)));
  });
  return {
    site: `https://localhost:${port}`,
    portal: `https://localhost:${portalPort}`,
    output: () => output,
    /** Where a command beside the running server finds it. */
    data,
    program: join(root, `build/${preset}/apps/sanaq/sanaq`),
    document: /document (\d+)/.exec(output)?.[1],
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(data, {recursive: true, force: true});
    },
  };
}

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.SANAQ_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
           '--disable-component-update', '--disable-sync'],
  });
}

// The demo's certificate is its own: Chromium refuses to register a service worker under it, and says so.
const expected = /SSL certificate error|Failed to register a ServiceWorker|no work without network|error occurred when fetching the script/;

/** A person with a browser of their own. problems: answers of 400 and more, errors of the page and of its console. */
export async function visitor(browser, options = {}) {
  const context = await browser.newContext({ignoreHTTPSErrors: true, viewport: {width: 420, height: 900}, ...options});
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) problems.push(`console: ${message.text()}`);
  });
  page.on('response', async (response) => {
    if (response.status() < 400) return;
    const {pathname, search} = new URL(response.url());
    problems.push(`${response.status()} ${response.request().method()} ${pathname}${search} ${response.request().postData()?.slice(0, 300) ?? ''}`);
  });
  return {context, page, problems};
}
