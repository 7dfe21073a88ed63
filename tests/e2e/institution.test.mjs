// An institution's census: registered by the department, its list typed by the employee and sent, accepted, a person filled in
// with help, and seen as done on the board (joint orders of 2021, points 5 to 9).
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {answerAll, freshIin, planOf} from './household.mjs';
import {signIn} from './office.mjs';
import {holds, keyboard, languages, through, totp} from './walk.mjs';

let census, browser;
before(async () => {
  census = await startCensus({households: 20});
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await census?.stop();
});

const screen = {viewport: {width: 1200, height: 900}};
const main = (page) => page.locator('main').innerText();
const press = (page, name) => through(page, page.getByRole('button', {name, exact: true}));

async function enterAs(page, login, password, secret) {
  await page.goto(`${census.site}/ru/office`);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.fill('#code', totp(Date.now() / 1000, secret));
  await through(page, page.locator('main form button'));
}

async function register(page, number) {
  await page.goto(`${census.site}/ru/office/institutions/new`);
  await page.fill('#number', number);
  await page.fill('#name_kk', '«Мысал» үйі');
  await page.fill('#name_ru', 'Дом «Мысал»');
  await page.selectOption('#kind', 'social_services');
  await page.locator('#territory').selectOption({index: 2});
  await page.fill('#street', 'Мысал көшесі');
  await page.fill('#house', '7');
  await page.fill('#expected', '2');
  await press(page, 'Внести');
}

/** Appoints an employee; login, password and secret as they are shown once. */
async function appoint(page) {
  await page.fill('#name', 'Мысалов Мысал');
  await page.fill('#order_number', '5-б');
  await page.fill('#order_date', '01.06.2021');
  await press(page, 'Назначить и выдать логин');
  return page.locator('.notice.success dd').allInnerTexts();
}

async function typePerson(page, one) {
  for (const field of ['surname', 'given_name', 'iin']) await page.fill(`#${field}`, one[field]);
  await page.fill('#birth_date', one.birth_date.split('-').reverse().join('.'));
  await page.selectOption('#sex', one.sex);
  await press(page, 'Добавить в список');
}

test('000-5 001-9: registered, listed, sent, accepted, filled in with help, done on the board', async () => {
  const office = await visitor(browser, screen);
  await signIn(office.page, census, 'mangystau');
  await register(office.page, 'T-1');
  const placePage = office.page.url();
  const [login, password, secret] = await appoint(office.page);

  const employee = await visitor(browser, screen);
  const {page} = employee;
  await enterAs(page, login, password, secret);
  await page.goto(`${census.site}/ru/institution/list`);
  const plan = planOf('institution');
  for (const member of plan.members.slice(0, 2)) await typePerson(page, member);
  assert.equal(await page.locator('tbody tr').count(), 2);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'surname', 'the next person can be typed at once');
  await typePerson(page, plan.members[0]);
  assert.match(await page.locator('.error-summary').innerText(), /уже есть в списке/);
  for (const language of languages) {
    await page.goto(`${census.site}/${language}/institution/list`);
    await holds(page, 'institution-list', language);
    await keyboard(page);
  }
  await page.goto(`${census.site}/ru/institution/list`);
  await press(page, 'Отправить список в департамент');
  assert.match(await main(page), /рассматривает/);

  await office.page.goto(placePage);
  assert.equal(await office.page.locator('table', {hasText: 'Список людей'}).locator('tbody tr').count(), 2);
  await holds(office.page, 'office-institution', 'ru');
  await press(office.page, 'Принять список');

  await page.goto(`${census.site}/ru/institution/people`);
  await holds(page, 'institution-people', 'ru');
  await through(page, page.locator('tbody a').first());
  await holds(page, 'institution-person', 'ru');
  await through(page, page.getByRole('link', {name: 'Открыть анкету'}));
  const opened = page.url();
  const one = {answers: plan.answers, members: [plan.members[0]]};
  for (const question of ['region', 'district', 'okrug', 'settlement', 'street', 'house']) delete one.answers[question];
  await answerAll(page, one, async () => {}, 'plain');
  await page.locator('#declare').check();
  await through(page, page.locator('button[value=submit]'));
  assert.match(await main(page), /Квитанция № \d+/);
  assert.equal((await page.goto(opened)).status(), 403, 'who helped reads no answers afterwards');

  await office.page.goto(`${census.site}/ru/office/institutions`);
  const row = office.page.locator('tr', {hasText: 'T-1'});
  assert.deepEqual((await row.locator('td.number').allInnerTexts()).map(Number), [2, 2, 1]);
  await holds(office.page, 'office-institutions', 'ru');
  await employee.context.close();
  await office.context.close();
});

test('a stranger sees the demo: an employee, and a commission that sees figures alone', async () => {
  const {page, context} = await visitor(browser, screen);
  await signIn(page, census, 'i-12-001');
  for (const language of languages) {
    await page.goto(`${census.site}/${language}/institution`);
    await holds(page, 'institution-mine', language);
  }
  for (const path of ['/office/institutions', '/office/progress', '/office/conflicts'])
    assert.equal((await page.goto(`${census.site}/ru${path}`)).status(), 403, path);
  await context.close();
  const other = await visitor(browser, screen);
  await signIn(other.page, census, 'commission');
  await other.page.goto(`${census.site}/ru/office/institutions`);
  assert.equal(await other.page.locator('table').count(), 1);
  assert.doesNotMatch(await main(other.page), /Үлгі/);
  await other.context.close();
});
