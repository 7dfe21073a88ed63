// A person with a tablet: what tests of the interviewer's app do over and over.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {startOn} from './chromium.mjs';
import {caseId, startServer} from './tablet_server.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.SANAQ_SHOTS;
export const pin = '274915';
const endings = [];

/** What a test of a tablet may take on a busy machine. */
export const patience = {timeout: 300_000};

/** Closes browsers and offices, the last first. For after(). */
export async function end() {
  for (const close of endings.reverse()) await within(20_000, close(), 'closing').catch(() => {});
}

/** What `promise` brings, or an error that tells what did not come. */
export function within(ms, promise, what) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`${what}: not within ${ms} ms`)), ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Asks again and again, until `ask` gives something; that is the result. */
export async function until(what, ask, ms = 60_000) {
  const last = Date.now() + ms;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > last) throw new Error(`${what}: not within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** An office of its own, closed at the end. */
export async function newOffice() {
  const server = await startServer();
  endings.push(() => server.close());
  return server;
}

// Nothing the page is asked waits for ever: Playwright bounds all but evaluate().
function bounded(page) {
  const evaluate = page.evaluate.bind(page);
  page.evaluate = (...args) => within(60_000, evaluate(...args), 'evaluate()');
  page.setDefaultTimeout(60_000);
  return page;
}

/** A tablet on a profile of its own, of an office of its own unless one is given; start() again opens it after a crash. */
export async function newTablet({server, options = {}, query = '', prepare = async () => {}} = {}) {
  const own = server ?? (await newOffice());
  const tablet = {server: own, profile: mkdtempSync(join(tmpdir(), 'sanaq-tablet-')), faults: []};
  tablet.start = async (offline = false) => {
    tablet.context = await startOn(tablet.profile, options);
    const {context} = tablet;
    endings.push(() => context.close().catch(() => {}));
    await context.setOffline(offline);
    tablet.page = bounded(context.pages()[0] ?? (await context.newPage()));
    tablet.page.on('pageerror', (error) => tablet.faults.push(error.stack));
    await prepare(tablet.page);
    await tablet.page.goto(`${own.origin}/tablet/${query}`);
    return tablet.page;
  };
  tablet.network = async (on) => {
    own.state.down = !on;
    await tablet.context.setOffline(!on);
  };
  await tablet.start();
  return tablet;
}

/** What a new tablet asks for, typed and sent. */
export async function introduce(page, code, typed = pin) {
  await page.locator('#code').fill(code);
  for (const id of ['pin', 'again']) await page.locator(`#${id}`).fill(typed);
  await page.locator('button.primary').click();
}

export async function enrol({page, server}, cases = [1, 2], typed = pin) {
  const code = `CODE-${server.state.devices.length}`;
  server.state.codes.set(code, cases);
  await introduce(page, code, typed);
  await addresses(page, cases.length);
}

/** The files of the app are kept: it opens without network. */
export async function readyOffline(page) {
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active && (await caches.match('/tablet/')));
}

/** The row of keys and wrong PINs, with what `change` puts into it. */
export const vaultRow = (page, change) => page.evaluate(async (change) => {
  const db = await new Promise((resolve) => { const open = indexedDB.open('sanaq-tablet'); open.onsuccess = () => resolve(open.result); });
  const store = db.transaction('vault', 'readwrite').objectStore('vault');
  const row = await new Promise((resolve) => { const get = store.get('vault'); get.onsuccess = () => resolve(get.result); });
  if (change) await new Promise((resolve) => { store.put({...row, ...change}, 'vault').onsuccess = resolve; });
  db.close();
  return {keys: Object.keys(row), failures: row.failures, wait: row.notBefore - Date.now(), extractable: row.secret?.extractable,
    release: row.release && {number: row.release.number, spent: row.release.spent}};
}, change);

export async function unlock(page, typed = pin) {
  await page.locator('#pin').fill(typed);
  await page.locator('button.primary').click();
}

export const addresses = (page, count) => page.waitForFunction((n) => document.querySelectorAll('button.case').length === n, count);
export const state = (page, of) => page.locator(`.tag[data-state=${of}]`).first().waitFor();
export const kept = (page) => page.waitForFunction(() => /сақталды/.test(document.querySelector('#status')?.textContent ?? ''));
export const log = async ({server}, n) => JSON.parse(await server.native.call('office.log', {case: caseId(n)}));

export const openCase = (page, n) => page.locator(`button.case[data-case="${caseId(n)}"]`).click();
export const press = (page, action) => page.locator(`form#page .actions button[value=${action}], form#page .add[value=${action}]`).click();

export async function openInterview(page, n) {
  await openCase(page, n);
  await page.locator('[data-go=interview]').click();
  await page.locator('form#page').waitFor();
}

export async function answerDwelling(page) {
  await page.getByLabel('Пәтер').check();
  await page.locator('[name="q.rooms"]').fill('3');
  await page.locator('[name="q.area"]').fill('61.5');
  await page.getByLabel('Электр').check();
  await kept(page);
}

/** From the list of members to the button on the review page. */
export async function answerMembers(page) {
  const at = (address) => page.locator(`form#page[data-page$="${address}"]`).waitFor();
  await at('members');
  await press(page, 'add_item');
  await at('/identity');
  await page.locator('[name^="q.last_name"]').fill('Сынақова');
  await page.locator('[name^="q.given_name"]').fill('Айгүл');
  await page.getByLabel('Әйел').check();
  for (const [part, text] of [['day', '4'], ['month', '5'], ['year', '1987']]) await page.locator(`[name$=":${part}"]`).fill(text);
  await press(page, 'next');
  await page.locator('.card h2').waitFor();
  await press(page, 'next');
  await at('/languages');
  await press(page, 'next');
  await at('/birth_region');
  await page.locator('[type=search]').fill('алм');
  await page.getByLabel('Алматы қаласы').check();
  await press(page, 'next');
  await at('/birth_district');  // of a list whose rows stay on the server elsewhere: the tablet has them all
  await page.locator('select').selectOption('7503');
  await press(page, 'next');
  await at('/marital');
  await page.locator('[type=radio][value="1"]').check();
  await press(page, 'next');
  await at('closing');
  await page.locator('[name="q.read"]').check();
  await press(page, 'next');
  await at('check-answers');
  await page.locator('#declare').check();
  await press(page, 'submit');
}

/** From wherever an interview goes on back to its first page. */
export async function toDwelling(page) {
  await until('the first page', async () => {
    if (await page.locator('[name="q.rooms"]').isVisible()) return true;
    const before = await page.locator('form#page').getAttribute('data-page');
    await press(page, 'back');
    await page.waitForFunction((was) => document.querySelector('form#page').dataset.page !== was, before);
    return false;
  });
}

/** Hands in on the page of synchronisation and comes back to the list. */
export async function synchronise(page) {
  await page.locator('[data-go=work]').first().click();
  await page.locator('[data-do=now]').click();
  await page.locator('[data-sync=good]').waitFor();
  await page.locator('[data-do=back]').click();
}

/** axe finds nothing, nothing is wider than the page, and a picture for who wants to look. Needs bypassCSP. */
export async function looksRight(page, name) {
  if (shots) {
    mkdirSync(resolve(shots), {recursive: true});
    await page.screenshot({path: resolve(shots, `${name}.png`), fullPage: true});
  }
  await page.addScriptTag({content: axe});
  const violations = await page.evaluate(async () => (await window.axe.run()).violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`));
  assert.deepEqual(violations, [], name);
  const [wide, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= width, `${name} is ${wide} px wide`);
  const text = await page.locator('body').innerText();
  assert.doesNotMatch(text, /\{\d\}|\b(door|care|carry|locked|unlock|full|enrol)\.[a-z_.]+\b/, name);
}
