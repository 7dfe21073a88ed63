// Paper questionnaires keyed by the office, by the keyboard alone: the same pages and checks, no script; a sample is keyed a
// second time by somebody else, what differs is shown; sent once, with a receipt, and not readable afterwards.
import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {planOf, wanted} from './household.mjs';
import {answer, focused, leads} from './keyboard.mjs';
import {signIn} from './office.mjs';
import {photo} from './photo.mjs';
import {editionWith, housePhoto} from './specimen_edition.mjs';
import {holds, keyboard, shot, through} from './walk.mjs';

/** The edition with another share of papers that are keyed twice. */
function editionKeyingTwice(percent) {
  const folder = join(mkdtempSync(join(tmpdir(), 'sanaq-edition-')), 'paper');
  cpSync(resolve(import.meta.dirname, '../../editions/kz-2021'), folder, {recursive: true});
  const path = join(folder, 'edition.toml');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/second_keying_percent = \d+/, `second_keying_percent = ${percent}`));
  return folder;
}

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => browser?.close());

const form = (page) => page.waitForSelector('form#page');

/** Enter on what has the focus, and the page it leads to. */
async function enter(page) {
  const arrived = page.waitForEvent('domcontentloaded');
  await page.keyboard.press('Enter');
  await arrived;
}

// One page from its first question on, which has the focus; what an answer brings comes with the next page.
async function keyPage(page, plan, order) {
  const cards = await page.locator('.cards > .card').evaluateAll((all) => all.map((card) => card.id.slice('item-'.length)));
  for (let i = 0; i < 400; i++) {
    const stop = await focused(page);
    if (stop?.inForm && stop.name.startsWith('q.')) {
      const item = /^q\.[a-z0-9_]+\.([a-z0-9]+)/.exec(stop.name)?.[1];
      if (item && !order.includes(item)) order.push(item);
      if (stop.type === 'search') {
        const name = stop.name.replace(/:search$/, '');
        const code = wanted(plan, order, name);
        const there = code !== undefined && (await page.locator(`[name="${name}"][value="${code}"]`).count());
        if (code !== undefined && !there) return search(page, plan, order, stop);
      } else {
        await answer(page, plan, order, stop);
      }
    } else if (stop?.inForm && leads(stop, plan, order, cards)) {
      return enter(page);
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way on by Tab: ${page.url()}`);
}

// Words and Enter: the rows come with the same page.
async function search(page, plan, order, stop) {
  const arrived = page.waitForEvent('domcontentloaded');
  await answer(page, plan, order, stop);
  await arrived;
}

async function keyHousehold(page, plan) {
  const order = [];
  for (let pages = 0; pages < 300; pages++) {
    await form(page);
    if (page.url().includes('check-answers')) return pages;
    await keyPage(page, plan, order);
  }
  throw new Error(`the questionnaire does not end: ${page.url()}`);
}

async function sendByKeys(page) {
  for (let i = 0; i < 400; i++) {
    const stop = await focused(page);
    if (stop?.name === 'declare' && !stop.checked) await page.keyboard.press('Space');
    if (stop?.value === 'submit') return enter(page);
    await page.keyboard.press('Tab');
  }
  throw new Error('no button to send');
}

async function openPaper(page, census, language, number) {
  await page.goto(`${census.site}/${language}/office/paper`);
  await page.locator('[name=number]').focus();
  await page.keyboard.type(number);
  await enter(page);
}

test('a whole household keyed by keys alone, sent with a receipt, closed afterwards', async () => {
  const census = await startCensus({households: 20, edition: editionKeyingTwice(0)});
  try {
    const {page, context, problems} = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(page, census, 'mangystau');
    for (const language of ['kk', 'en', 'ru']) {
      await page.goto(`${census.site}/${language}/office/paper`);
      await holds(page, 'office-paper', language);
      await keyboard(page);
    }
    await openPaper(page, census, 'ru', 'tp 00-17');
    await form(page);
    const first = page.url();
    for (const language of ['kk', 'en', 'ru']) {
      await page.goto(first.replace('/ru/', `/${language}/`));
      await holds(page, 'office-paper-page', language);
    }
    await page.reload();
    const pages = await keyHousehold(page, planOf('couple'));
    assert.ok(pages > 5, `${pages} pages`);
    await holds(page, 'office-paper-review', 'ru');
    await page.reload();
    await sendByKeys(page);
    await page.locator('.notice.success').waitFor();
    assert.match(await page.locator('.notice.success').innerText(), /Квитанция № \d+/);
    await holds(page, 'office-paper-sent', 'ru');
    assert.equal((await page.goto(first)).status(), 403, 'the answers do not open again');
    await openPaper(page, census, 'ru', 'TP0017');
    assert.match(await page.locator('main').innerText(), /уже отправлена/);
    await page.goto(`${census.site}/ru/office/audit`);
    const log = await page.locator('main').innerText();
    for (const deed of ['paper.open', 'paper.send']) assert.ok(log.includes(deed), deed);
    const bureau = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(bureau.page, census, 'bureau');
    for (let i = 0; i < 20 && !(await bureau.page.locator('th', {hasText: 'Бумага'}).count()); ++i) {
      await bureau.page.waitForTimeout(500);  // the household counts where it lives
      await bureau.page.goto(`${census.site}/ru/office/progress`);
    }
    await shot(bureau.page, 'office-paper-progress');
    assert.ok(await bureau.page.locator('th', {hasText: 'Бумага'}).count());
    await bureau.context.close();
    assert.deepEqual(problems.filter((text) => !/40[13]|422/.test(text)), []);
    await context.close();
  } finally {
    await census.stop();
  }
});

test('a paper of the sample is keyed again by somebody else, who sees what differs', async () => {
  const census = await startCensus({households: 20, edition: editionKeyingTwice(100)});
  try {
    const plan = planOf('couple');
    const one = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(one.page, census, 'mangystau');
    await openPaper(one.page, census, 'ru', 'TP 5');
    const first = one.page.url();
    await keyHousehold(one.page, plan);
    await sendByKeys(one.page);
    assert.match(await one.page.locator('main').innerText(), /второй раз/);
    assert.equal((await one.page.goto(first)).status(), 403, 'who keyed it first reads it no more');
    await one.page.goto(`${census.site}/ru/office/paper`);
    assert.doesNotMatch(await one.page.locator('main').innerText(), /TP5/, 'nobody checks their own keying');

    const other = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(other.page, census, 'bureau');
    await other.page.goto(`${census.site}/ru/office/paper`);
    await other.page.locator('tbody button').focus();
    await enter(other.page);
    const differing = {answers: {...plan.answers, house: '77'}, members: plan.members};
    await keyHousehold(other.page, differing);
    assert.match(await other.page.locator('main').innerText(), /расходится с первым вводом: 1\./);
    await one.page.goto(`${census.site}/ru/office/paper`);
    assert.doesNotMatch(await one.page.locator('main').innerText(), /TP5/, 'not even to take it over');
    await sendByKeys(other.page);
    const table = other.page.locator('table', {hasText: 'Расхождения'});
    assert.equal(await table.locator('tbody tr').count(), 1);
    assert.match(await table.innerText(), /77/);
    assert.match(other.page.url(), /differences$/);
    await holds(other.page, 'office-paper-differences', 'ru');
    await other.page.locator('button[name=confirmed]').focus();
    await enter(other.page);
    assert.match(await other.page.locator('main').innerText(), /Квитанция № \d+/);
    await other.page.goto(`${census.site}/ru/office/audit`);
    assert.match(await other.page.locator('main').innerText(), /paper\.differences/);
    await other.context.close();
    await one.context.close();
  } finally {
    await census.stop();
  }
});

test('a colleague goes on with a half-keyed paper, openly and with a reason; whose it was is told', async () => {
  const census = await startCensus({households: 20, edition: editionKeyingTwice(0)});
  try {
    const away = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(away.page, census, 'mangystau');
    await openPaper(away.page, census, 'ru', 'TP 9');
    const first = away.page.url();
    const order = [];
    for (let i = 0; i < 10 && away.page.url() === first; ++i) await keyPage(away.page, planOf('couple'), order);
    const keyed = away.page.url();
    assert.notEqual(keyed, first);

    const {page, context} = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(page, census, 'bureau');
    for (const language of ['kk', 'en', 'ru']) {
      await page.goto(`${census.site}/${language}/office/paper`);
      await holds(page, 'office-paper-taken', language);
    }
    assert.match(await page.locator('tbody').innerText(), /TP9[\s\S]*mangystau/);
    await through(page, page.locator('tbody a'));
    const ask = page.url();
    for (const language of ['kk', 'en', 'ru']) {
      await page.goto(ask.replace('/ru/', `/${language}/`));
      await holds(page, 'office-paper-take-over', language);
    }
    await through(page, page.locator('main button.primary'));
    assert.match(await page.locator('#main').innerText(), /Выберите причину/);
    await page.locator('#reason').selectOption('leave');
    await through(page, page.locator('main button.primary'));
    await form(page);
    assert.notEqual(page.url(), first, 'goes on after what was keyed');
    await page.goto(first);
    const answered = await page.locator('form#page :is(input[type=radio]:checked, input[type=text], select)')
      .evaluateAll((all) => all.filter((field) => field.value !== '').length);
    assert.ok(answered > 0, 'what was keyed is there');

    assert.equal((await away.page.goto(keyed)).status(), 409);
    assert.match(await away.page.locator('main').innerText(), /Анкету № TP9 принял коллега/);
    await page.goto(`${census.site}/ru/office/audit`);
    assert.match(await page.locator('main').innerText(), /paper\.take_over[\s\S]*from mangystau, reason leave/);
    await context.close();
    await away.context.close();
  } finally {
    await census.stop();
  }
});

test('a paper with a photo pinned to it: its scan goes with the page, without a script', async () => {
  const census = await startCensus({households: 20, edition: editionWith(housePhoto, 'flat')});
  try {
    const {page, context} = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(page, census, 'mangystau');
    await openPaper(page, census, 'ru', 'TP 11');
    const base = page.url().replace(/\/q\/.*$/, '');
    for (let pages = 0; pages < 10 && !(await page.locator('input[type=file]').count()); ++pages)
      await keyPage(page, planOf('couple'), []);
    const file = page.locator('input[type=file]'), kept = page.locator('input[type=checkbox][name="q.house_photo"]');
    await file.setInputFiles({name: 'scan.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture')});
    await through(page, page.locator('.picture-send'));
    assert.match(await page.locator('.error').first().innerText(), /не/);
    assert.equal(await kept.count(), 0);
    await file.setInputFiles(await photo(page, 320, 200));
    await through(page, page.locator('.picture-send'));
    assert.equal(await kept.isChecked(), true);
    await page.goto(`${base}/q/house_address`);
    await holds(page, 'office-paper-photo', 'ru');
    const source = await page.locator('img.picture').getAttribute('src');
    assert.match(source, /\/office\/paper\/[0-9a-f-]+\/pictures\//);
    const answer = await page.request.get(new URL(source, page.url()).href);
    assert.equal(answer.status(), 200);
    await context.close();
  } finally {
    await census.stop();
  }
});
