// 000-8, 001-8, 002, C5: equipment from the supplier to whoever works with it and back, by acts that both sides sign.
import assert from 'node:assert/strict';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {signIn} from './office.mjs';
import {holds, keyboard, languages, through} from './walk.mjs';

let browser, census;
before(async () => { browser = await startBrowser(); census = await startCensus({households: 20}); });
after(async () => { await browser?.close(); await census?.stop(); });

/** Signed in; what the log-in page answered is no problem. */
async function enter(who, login) {
  await signIn(who.page, census, login);
  who.problems.length = 0;
}

const desk = (language = 'ru') => `${census.site}/${language}/office/equipment`;

/** A value of a select whose label has these words. */
async function choose(page, name, words) {
  const value = await page.locator(`select[name="${name}"] option`).evaluateAll(
    (all, wanted) => all.find((option) => option.textContent.includes(wanted))?.value, words);
  assert.ok(value, `${words} in ${name}`);
  await page.selectOption(`select[name="${name}"]`, value);
}

/** Draws an act up; lines: fields of the form. The path of the act. */
async function drawUp(page, kind, giver, taker, lines) {
  await page.goto(`${desk()}/acts/new?kind=${kind}`);
  await choose(page, 'giver', giver);
  await choose(page, 'taker', taker);
  await through(page, page.locator('main form button.primary'));
  for (const details of await page.locator('main details').all()) await details.evaluate((element) => { element.open = true; });
  for (const [name, value] of Object.entries(lines)) {
    const field = page.locator(`[name="${name}"]`);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await through(page, page.locator('main form button.primary'));
  assert.match(page.url(), /\/acts\/[0-9a-f-]{36}$/, await page.locator('main').innerText());
  return new URL(page.url()).pathname.replace(/^\/ru/, '');
}

function signedPaper() {
  const path = join(mkdtempSync(join(tmpdir(), 'sanaq-paper-')), 'act.pdf');
  writeFileSync(path, '%PDF-1.4\n% signed specimen\n%%EOF\n');
  return path;
}

async function bringPaper(page, act, side) {
  await page.goto(`${census.site}/ru${act}`);
  await page.selectOption('#side', side);
  await page.setInputFiles('#file', signedPaper());
  await through(page, page.locator('form[action$="/paper"] button'));
}

async function sign(page, act) {
  await page.goto(`${census.site}/ru${act}`);
  await through(page, page.locator('form[action$="/sign"] button'));
}

test('receive, hand over, sign both, print, give back with a damaged cable', async () => {
  const office = await visitor(browser, {viewport: {width: 1280, height: 900}});
  const person = await visitor(browser);
  await enter(office, 'mangystau');
  await enter(person, 'aqtau');

  const received = await drawUp(office.page, 'acceptance', 'Үлгі-Сауда', 'Департамент статистики',
                                {'serials.1.tablet': 'walk-1\nwalk-2', 'count.1.usb_cable': '2'});
  await bringPaper(office.page, received, '3');
  assert.match(await office.page.locator('.facts').innerText(), /Вступил в силу/);

  const over = await drawUp(office.page, 'handover', 'Департамент статистики', 'Үлгіева Айгүл',
                            {'serials.1.tablet': 'WALK-1', 'count.1.usb_cable': '1', 'condition.1.tablet': 'new'});
  await sign(office.page, over);
  assert.equal(await office.page.locator('form[action$="/sign"]').count(), 0, 'nobody signs for both');
  await person.page.goto(desk());
  assert.doesNotMatch(await person.page.locator('main').innerText(), /WALK-1/);
  await sign(person.page, over);
  assert.match(await person.page.locator('.facts').innerText(), /Вступил в силу/);
  await person.page.goto(desk());
  assert.match(await person.page.locator('main').innerText(), /WALK-1/);

  for (const language of ['kk', 'ru']) {
    const pdf = await person.context.request.get(`${census.site}/ru${over}/pdf/${language}`);
    assert.equal(pdf.status(), 200);
    assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-');
  }

  const back = await drawUp(office.page, 'return', 'Үлгіева Айгүл', 'Департамент статистики',
                            {'serials.1.tablet': 'WALK-1', 'condition.1.tablet': 'worn', 'count.2.usb_cable': '1',
                             'condition.2.usb_cable': 'damaged'});
  assert.match(await office.page.locator('main table').innerText(), /повреждено/);
  await sign(person.page, back);
  await sign(office.page, back);
  await person.page.goto(desk());
  assert.doesNotMatch(await person.page.locator('#held').locator('..').innerText(), /WALK-1/);
  assert.deepEqual(office.problems, []);
  assert.deepEqual(person.problems, []);
});

test('a stranger finds an act in each state, in three languages, by keyboard, at 320 px', async () => {
  const who = await visitor(browser);
  const {page, problems} = who;
  await enter(who, 'mangystau');
  await page.goto(desk('en'));
  const board = await page.locator('main').innerText();
  for (const state of ['In force', 'Signed by the giver', 'Drawn up, not signed', 'Cancelled']) assert.ok(board.includes(state), state);
  const act = new URL(await page.locator('tr', {hasText: 'Drawn up, not signed'}).locator('a').first().evaluate((a) => a.href)).pathname.slice(3);
  await page.goto(`${desk('en')}/acts/new?kind=return`);
  await choose(page, 'giver', 'Үлгібаев Болат');
  await choose(page, 'taker', 'Department of statistics');
  await through(page, page.locator('main form button.primary'));
  const form = new URL(page.url());
  for (const language of languages) {
    const pages = {home: '/office/equipment', holders: '/office/equipment/holders', act,
                   sides: '/office/equipment/acts/new?kind=loss', lines: form.pathname.slice(3) + form.search};
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${census.site}/${language}${path}`);
      await holds(page, `equipment-${name}`, language);
      await keyboard(page);
    }
  }
  assert.deepEqual(problems, []);
});
