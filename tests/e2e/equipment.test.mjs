// 000-8, 001-8, 002, C5: equipment from the supplier to whoever works with it and back, by acts that both sides sign.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {signIn} from './office.mjs';
import {holds, keyboard, languages, setClock, through, totp} from './walk.mjs';

let browser, census;
before(async () => { browser = await startBrowser(); census = await startCensus({households: 20}); });
after(async () => { await browser?.close(); await census?.stop(); });

const steps = new Map();
const step = () => Math.floor(Date.now() / 30_000);

/** Signed in; what the log-in page answered is no problem. A code opens once: the next one is waited for. */
async function enter(who, login) {
  while (steps.get(login) === step()) await who.page.waitForTimeout(500);
  steps.set(login, step());
  await signIn(who.page, census, login);
  who.problems.length = 0;
}

const desk = (language = 'ru') => `${census.site}/${language}/office/equipment`;

/** Picks a side of an act: from the list, or found by a part of the name. */
async function choose(page, side, words) {
  const option = page.locator(`fieldset#${side} .option`, {hasText: words});
  if ((await option.count()) === 0) {
    await page.fill(`[name="${side}_name"]`, words);
    await through(page, page.locator('button[value=find]'));
  }
  await option.first().locator('input').check();
}

/** A value of a select whose label has these words. */
async function chooseSupplier(page, words) {
  const value = await page.locator('select[name=supplier] option').evaluateAll(
    (all, wanted) => all.find((option) => option.textContent.includes(wanted))?.value, words);
  assert.ok(value, words);
  await page.selectOption('select[name=supplier]', value);
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
    if (process.env.SANAQ_SHOTS) writeFileSync(join(process.env.SANAQ_SHOTS, `act-${language}.pdf`), await pdf.body());
  }

  const back = await drawUp(office.page, 'return', 'Үлгіева Айгүл', 'Департамент статистики',
                            {'serials.1.tablet': 'WALK-1', 'condition.1.tablet': 'worn', 'count.2.usb_cable': '1',
                             'condition.2.usb_cable': 'damaged'});
  assert.match(await office.page.locator('main table').innerText(), /повреждено/);
  await sign(person.page, back);
  await sign(office.page, back);
  await person.page.goto(desk());
  assert.doesNotMatch(await person.page.locator('#held').locator('..').innerText(), /WALK-1/);
  assert.deepEqual(person.problems, []);

  // What has not come back: nothing is late while the tablets are at work, and the demo's people are late afterwards.
  await office.page.goto(`${desk()}/owed`);
  assert.match(await office.page.locator('main').innerText(), /DEMO-1001/);
  assert.doesNotMatch(await office.page.locator('main').innerText(), /WALK-1/);
  await setClock(office.page, census, '2021-11-20T12:00');
  await enter(office, 'mangystau');
  await office.page.goto(`${desk()}/owed`);
  assert.match(await office.page.locator('main .lead').innerText(), /Срок возврата истёк 09\.11\.2021, прошло дней: 11/);
  const csv = await office.context.request.get(`${desk()}/owed?format=csv`);
  assert.match(await csv.text(), /DEMO-1001/);
  await office.page.goto(`${desk()}/piece?kind=tablet&serial=WALK-1`);
  assert.equal(await office.page.locator('main tbody tr').count(), 3, 'received, handed over, given back');
  assert.deepEqual(office.problems, []);
});

/** A log-in made beside the running server, as an administrator makes it. */
function newAccount(login, role, territory) {
  const told = execFileSync(census.program, ['staff', 'add', login, '--role', role, '--territory', territory, '--data', census.data],
                            {encoding: 'utf8', cwd: resolve(import.meta.dirname, '../..')});
  return {login, password: /^password\s+(\S+)/m.exec(told)[1], secret: /^TOTP\s+(\S+)/m.exec(told)[1]};
}

async function enterAs(page, account) {
  await page.goto(desk());
  await page.fill('#login', account.login);
  await page.fill('#password', account.password);
  await page.fill('#code', totp(Date.now() / 1000, account.secret));
  await through(page, page.locator('main form button'));
}

test('000-8: an instructor equips an interviewer by an act of their own, and the employee of an institution signs for a tablet', async () => {
  const office = await visitor(browser, {viewport: {width: 1280, height: 900}});
  await enter(office, 'mangystau');
  const account = newAccount('nusqaushy', 'instructor', '471000000');
  await office.page.goto(`${desk()}/holders`);
  for (const [name, value] of Object.entries({name: 'Үлгіұлы Нұсқаушы', login: account.login})) await office.page.fill(`#${name}`, value);
  for (const [name, value] of Object.entries({kind: 'instructor', territory: '471000000'})) await office.page.selectOption(`#${name}`, value);
  await through(office.page, office.page.locator('form[action$="/holders"] button.primary'));

  const given = await drawUp(office.page, 'handover', 'Департамент статистики', 'Үлгіұлы Нұсқаушы', {'serials.1.tablet': 'DEMO-1020\nDEMO-1021'});
  await sign(office.page, given);
  const instructor = await visitor(browser);
  await enterAs(instructor.page, account);
  instructor.problems.length = 0;
  await sign(instructor.page, given);
  // Their own act: from themselves to an interviewer of the area, who has no log-in and signs the print.
  const own = await drawUp(instructor.page, 'handover', 'Үлгіұлы Нұсқаушы', 'Үлгіева Сәуле', {'serials.1.tablet': 'DEMO-1020'});
  await holds(instructor.page, 'equipment-instructor-act', 'ru');
  await sign(instructor.page, own);
  await bringPaper(instructor.page, own, '2');
  assert.match(await instructor.page.locator('.facts').innerText(), /Вступил в силу/);
  await instructor.page.goto(desk());
  const held = await instructor.page.locator('main').innerText();
  assert.match(held, /DEMO-1021/);
  assert.deepEqual(instructor.problems, []);

  // The institution's page enters its employee as a holder; the employee signs with the log-in of the institution.
  await office.page.goto(`${census.site}/ru/office/institutions`);
  await through(office.page, office.page.locator('tr', {hasText: '12-001'}).getByRole('link'));
  const place = office.page.url();
  await through(office.page, office.page.locator('form[action$="/employee/equipment"] button'));
  const over = await drawUp(office.page, 'handover', 'Департамент статистики', 'Үлгібай Қызметкер', {'serials.1.tablet': 'DEMO-1022'});
  await sign(office.page, over);
  const employee = await visitor(browser);
  await enter(employee, 'i-12-001');
  await sign(employee.page, over);
  assert.match(await employee.page.locator('.facts').innerText(), /Вступил в силу/);
  await holds(employee.page, 'equipment-employee-act', 'ru');
  await office.page.goto(place);
  assert.match(await office.page.locator('#equipment').locator('..').innerText(), /1/);
  assert.deepEqual([...office.problems, ...employee.problems], []);
});

test('a list of pieces is refused row by row, and taken whole', async () => {
  const who = await visitor(browser);
  const {page} = who;
  await enter(who, 'mangystau');
  await page.goto(`${desk()}/import`);
  const list = async (text) => {
    const path = join(mkdtempSync(join(tmpdir(), 'sanaq-list-')), 'list.csv');
    writeFileSync(path, text);
    await chooseSupplier(page, 'Үлгі-Сауда');
    await page.setInputFiles('#file', path);
    await through(page, page.locator('main form button.primary'));
  };
  await list('Наименование,Серийный номер\nПланшет,LIST-1\nПланшет,LIST-1\nЛожка,LIST-2\n');
  const told = await page.locator('main table').innerText();
  assert.match(told, /уже стоит в строке 2/);
  assert.match(told, /Такого имущества в переписи нет/);
  await holds(page, 'equipment-list-refused', 'ru');
  await list('Наименование,Серийный номер,Состояние\nПланшет,LIST-1,новое\nПланшет,LIST-2,исправно\n');
  assert.match(await page.locator('main table').innerText(), /LIST-2/);
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
                   holdings: '/office/equipment/holdings', owed: '/office/equipment/owed', import: '/office/equipment/import',
                   piece: '/office/equipment/piece?kind=tablet&serial=DEMO-1003',
                   sides: '/office/equipment/acts/new?kind=loss', lines: form.pathname.slice(3) + form.search};
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${census.site}/${language}${path}`);
      await holds(page, `equipment-${name}`, language);
      await keyboard(page);
    }
  }
  assert.deepEqual(problems, []);
});
