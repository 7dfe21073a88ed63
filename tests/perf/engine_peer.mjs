// Both engines in one page of headless Chromium, our own natively beside them: engine.set_answer and engine.validate.
//   node engine_peer.mjs BUILD_FOLDER PEER_FOLDER
import {execFileSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {createServer} from 'node:http';
import {join, resolve} from 'node:path';
import {loadavg} from 'node:os';
import {rolldown} from '../../web/node_modules/rolldown/dist/index.mjs';
import {chromium} from '../../web/node_modules/playwright-core/index.mjs';

const root = resolve(import.meta.dirname, '../..');
const [build, peerFolder] = process.argv.slice(2).map((name) => resolve(name));
const native = join(build, 'tests/perf/engine_perf');
const program = join(build, 'apps/sanaq/sanaq');
const big = {cwd: root, maxBuffer: 1 << 28, encoding: 'utf8'};
const manifest = JSON.parse(readFileSync(join(peerFolder, "node_modules/@getodk/xforms-engine/package.json"), "utf8"));
const peerName = `@getodk/xforms-engine ${manifest.version} in Chromium`;

async function bundlePage() {
  const bundle = await rolldown({
    input: join(peerFolder, 'page.js'),
    platform: 'browser',
    resolve: {modules: [join(peerFolder, 'node_modules'), 'node_modules']},
    logLevel: 'silent',
  });
  const {output} = await bundle.generate({format: 'esm', codeSplitting: false});
  return output[0].code;
}

async function serve(script) {
  const wasm = readFileSync(join(root, 'build/wasm/apps/engine_wasm/engine.wasm'));
  const server = createServer((request, response) => {
    const [type, body] = {'/page.js': ['text/javascript', script], '/engine.wasm': ['application/wasm', wasm]}[request.url] ??
                         ['text/html', '<!doctype html><title>measure</title><script type="module" src="/page.js"></script>'];
    response.writeHead(200, {'content-type': type}).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

function lists() {
  const folder = join(root, 'editions/kz-2021/codelists');
  return Object.fromEntries(readdirSync(folder).filter((f) => f.endsWith('.csv')).map((f) => [f, readFileSync(join(folder, f), 'utf8')]));
}

const number = (value) => (value === null ? null : Number(value.toPrecision(4)));
function print(name, value, unit, peer = null, peerValue = null) {
  const ratio = peerValue ? number(value / peerValue) : null;
  console.log(JSON.stringify({name, value: number(value), unit, peer, peer_value: number(peerValue), ratio, load: loadavg()[0]}));
}

const nativeFigures = Object.fromEntries(execFileSync(native, [], big).trim().split('\n').map((line) => {
  const {name, value} = JSON.parse(line);
  return [name, value];
}));
const xml = execFileSync(program, ['form', 'export', '--xform', 'editions/kz-2021/forms/household'], big);
const bundle = execFileSync(native, ['bundle'], big);
const server = await serve(await bundlePage());
const browser = await chromium.launch({
  executablePath: process.env.SANAQ_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--enable-precise-memory-info', '--disable-background-networking'],
});
const page = await browser.newPage();
page.on('pageerror', (error) => console.error('page:', error.message));
page.on('console', (message) => console.error('page:', message.text()));
page.setDefaultTimeout(600_000);
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.waitForFunction('globalThis.perf');
const peerLists = lists();
for (const members of [5, 50]) {
  const household = JSON.parse(execFileSync(native, ['household', String(members)], big));
  const suffix = members === 5 ? '' : `.${members}`;
  const wasm = await page.evaluate((input) => globalThis.perf.measureEngine(input), {bundle, household});
  // Filling in 50 persons takes the peer many minutes: asked for by SANAQ_BENCH_PEER_50=1 only.
  if (members === 50 && !process.env.SANAQ_BENCH_PEER_50) {
    print(`engine.set_answer${suffix}`, nativeFigures[`engine.set_answer${suffix}`], 'answers/s');
    print(`engine.set_answer.wasm${suffix}`, 1e6 / wasm.set, 'answers/s');
    print(`engine.validate${suffix}`, 1e6 / nativeFigures[`engine.validate${suffix}`], 'households/s');
    print(`engine.validate.micros${suffix}`, nativeFigures[`engine.validate${suffix}`], 'µs');
    print(`engine.memory${suffix}`, nativeFigures[`engine.memory${suffix}`], 'bytes an open interview');
    continue;
  }
  const peer = await page.evaluate((input) => globalThis.perf.measurePeer(input), {xml, lists: peerLists, household, loads: 1});
  console.error(`household of ${members}: peer took ${peer.answers} answers, ${peer.violations} violations, stores ${peer.stored}`);
  print(`engine.set_answer${suffix}`, nativeFigures[`engine.set_answer${suffix}`], 'answers/s', peerName, 1e6 / peer.set);
  print(`engine.set_answer.wasm${suffix}`, 1e6 / wasm.set, 'answers/s', peerName, 1e6 / peer.set);
  print(`engine.validate${suffix}`, 1e6 / nativeFigures[`engine.validate${suffix}`], 'households/s', peerName, 1e6 / peer.validate);
  print(`engine.validate.micros${suffix}`, nativeFigures[`engine.validate${suffix}`], 'µs', peerName, peer.validate);
  print(`engine.validate.wasm${suffix}`, 1e6 / wasm.validate, 'households/s', peerName, 1e6 / peer.validate);
  print(`engine.memory${suffix}`, nativeFigures[`engine.memory${suffix}`], 'bytes an open interview');
}
await browser.close();
server.close();
