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
export const endings = [];

/** A tablet on a profile of its own, of an office of its own unless one is given. */
export async function newTablet({server, options = {}, prepare = async () => {}} = {}) {
  const own = server ?? (await startServer());
  if (!server) endings.push(() => own.close());
  const tablet = {server: own, profile: mkdtempSync(join(tmpdir(), 'sanaq-tablet-')), faults: []};
  tablet.start = async () => {
    tablet.context = await startOn(tablet.profile, options);
    const {context} = tablet;
    endings.push(() => context.close().catch(() => {}));
    tablet.page = context.pages()[0] ?? (await context.newPage());
    tablet.page.on('pageerror', (error) => tablet.faults.push(error.stack));
    tablet.page.setDefaultTimeout(60_000);
    await prepare(tablet.page);
    await tablet.page.goto(`${own.origin}/tablet/`);
    return tablet.page;
  };
  tablet.network = async (on) => {
    own.state.down = !on;
    await tablet.context.setOffline(!on);
  };
  await tablet.start();
  return tablet;
}

export async function enrol({page, server}, cases = [1, 2], typed = pin) {
  const code = `CODE-${server.state.devices.length}`;
  server.state.codes.set(code, cases);
  await page.locator('#code').fill(code);
  for (const id of ['pin', 'again']) await page.locator(`#${id}`).fill(typed);
  await page.locator('button.primary').click();
  await addresses(page, cases.length);
}

export async function unlock(page, typed = pin) {
  await page.locator('#pin').fill(typed);
  await page.locator('button.primary').click();
}

export const addresses = (page, count) => page.waitForFunction((n) => document.querySelectorAll('button.case').length === n, count);
export const state = (page, of) => page.locator(`.tag[data-state=${of}]`).first().waitFor();
export const kept = (page) => page.waitForFunction(() => /сақталды/.test(document.querySelector('#status')?.textContent ?? ''));
export const log = async ({server}, n) => JSON.parse(await server.native.call('office.log', {case: caseId(n)}));

export async function openInterview(page, n) {
  await page.locator(`button.case[data-case="${caseId(n)}"]`).click();
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

/** From wherever an interview goes on back to its first page. */
export async function toDwelling(page) {
  while (!(await page.locator('[name="q.rooms"]').isVisible())) {
    const before = await page.locator('form#page').getAttribute('data-page');
    await page.locator('form#page .actions button[value=back]').click();
    await page.waitForFunction((was) => document.querySelector('form#page').dataset.page !== was, before);
  }
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
