// An institution's census: registered by the department, its list typed by the employee and sent, accepted, a person filled in
// with help, and seen as done on the board (joint orders of 2021, points 5 to 9).
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answerAll, freshIin, planOf} from './household.mjs';
import {holdsInAll, institutionCensus, main, pathOf, press, sendSigned} from './institution.mjs';
import {keyboard, through, totp} from './walk.mjs';

const world = institutionCensus();
const {as, url} = world;

async function enterAs(page, login, password, secret) {
  await page.goto(url('/office'));
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.fill('#code', totp(Date.now() / 1000, secret));
  await through(page, page.locator('main form button'));
}

async function register(page, number) {
  await holdsInAll(page, world, '/office/institutions/new', 'institution-new');
  await page.goto(url('/office/institutions/new'));
  await page.fill('#number', number);
  await page.fill('#name_kk', '«Мысал» үйі');
  await page.fill('#name_ru', 'Дом «Мысал»');
  await page.selectOption('#kind', 'social_services');
  await page.locator('#territory').selectOption({index: 2});
  await page.fill('#street', 'Бейбітшілік');
  await page.fill('#house', '7');
  await page.fill('#bin', '999940000077');
  await page.fill('#expected', '2');
  await press(page, 'Внести');
  // What was typed is looked for in the frame: one building of the territory, and it is chosen.
  assert.equal(await page.locator('tbody tr').count(), 1);
  const address = pathOf(page);
  await through(page, page.locator('tbody button'));
  assert.match(await main(page), /Бейбітшілік көшесі, 7/);
  const placePage = page.url();
  await holdsInAll(page, world, address, 'institution-address');
  await page.goto(placePage);
}

/** What was entered wrongly is put right; a wrong number is refused in its place. The page of the institution. */
async function correct(page) {
  await through(page, page.getByRole('link', {name: 'Исправить запись в реестре'}));
  const path = pathOf(page);
  await holdsInAll(page, world, path, 'institution-correct');
  await page.goto(url(path));
  await page.fill('#bin', '12');
  await press(page, 'Сохранить');
  assert.match(await page.locator('.error-summary').innerText(), /БИН/);
  await page.fill('#bin', '999940000077');
  await page.fill('#head', 'Мысалова Басшы');
  await press(page, 'Сохранить');
  assert.match(await main(page), /Мысалова Басшы/);
  return page.url();
}

const paper = Buffer.from('%PDF-1.4\n% signed\n%%EOF\n');

async function bringSignature(page, name, buffer) {
  await page.goto(url('/institution/signature'));
  await page.setInputFiles('#file', {name, mimeType: 'application/octet-stream', buffer});
  await press(page, 'Загрузить');
}

/** Unsigned it is not accepted; neither is a file that is no signature. Signed on paper, then by the digital key. */
async function signEveryWay(page, office, placePage) {
  await office.goto(placePage);
  await press(office, 'Принять список');
  assert.match(await main(office), /Список не подписан/);
  await bringSignature(page, 'list.p7s', Buffer.from('no signature'));
  assert.match(await main(page), /не подпись CMS/);
  await holdsInAll(page, world, '/institution/signature', 'institution-signature');
  await bringSignature(page, 'list.pdf', paper);
  assert.match(await main(page), /подписан на бумаге/);
  await press(page, 'Подписать демонстрационным ключом организации');
  assert.match(await main(page), /электронной цифровой подписью/);
}

/** Appoints an employee; login, password and secret as they are shown once. */
async function appoint(page) {
  await page.fill('#name', 'Мысалов Мысал');
  await page.fill('#order_number', '5-б');
  await page.fill('#order_date', '01.06.2021');
  await page.setInputFiles('#scan', {name: 'order.pdf', mimeType: 'application/pdf', buffer: paper});
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
  const office = await as('mangystau');
  await register(office, 'T-1');
  const placePage = await correct(office);
  const [login, password, secret] = await appoint(office);
  const order = await office.request.get(`${placePage}/order/${login}`);
  assert.equal(order.headers()['content-type'], 'application/pdf');

  const {page, context} = await world.visit();
  await enterAs(page, login, password, secret);
  await page.goto(url('/institution/list'));
  const plan = planOf('institution');
  for (const member of plan.members.slice(0, 2)) await typePerson(page, member);
  assert.equal(await page.locator('tbody tr').count(), 2);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'surname', 'the next person can be typed at once');
  await typePerson(page, plan.members[0]);
  assert.match(await page.locator('.error-summary').innerText(), /уже есть в списке/);
  await holdsInAll(page, world, '/institution/list', 'institution-list');
  await page.goto(url('/institution/list'));
  await keyboard(page);
  await press(page, 'Отправить список в департамент');
  await page.goto(url('/institution'));
  assert.match(await main(page), /рассматривает/);
  await signEveryWay(page, office, placePage);

  await office.goto(placePage);
  assert.match(await main(office), /электронной цифровой подписью организации/);
  assert.equal(await office.locator('table', {hasText: 'Список людей'}).locator('tbody tr').count(), 2);
  await holdsInAll(office, world, pathOf(office), 'office-institution');
  await office.goto(placePage);
  await press(office, 'Принять список');

  await holdsInAll(page, world, '/institution/versions/1', 'institution-version');
  await holdsInAll(page, world, '/institution/people', 'institution-people');
  await page.goto(url('/institution/people'));
  await through(page, page.locator('tbody a').first());
  await through(page, page.getByRole('link', {name: 'Открыть анкету'}));
  const opened = page.url();
  await holdsInAll(page, world, pathOf(page), 'institution-interview');
  await page.goto(opened);
  const one = {answers: plan.answers, members: [plan.members[0]]};
  for (const question of ['region', 'district', 'okrug', 'settlement', 'street', 'house']) delete one.answers[question];
  await answerAll(page, one, async () => {}, 'plain');
  await page.locator('#declare').check();
  await through(page, page.locator('button[value=submit]'));
  assert.match(await main(page), /Квитанция № \d+/);
  assert.equal((await page.goto(opened)).status(), 403, 'who helped reads no answers afterwards');

  await office.goto(url('/office/institutions'));
  const row = office.locator('tr', {hasText: 'T-1'});
  assert.deepEqual((await row.locator('td.number').allInnerTexts()).map(Number), [2, 2, 1]);
  await holdsInAll(office, world, '/office/institutions', 'office-institutions');
  await context.close();
});

test('a stranger sees the demo: an employee, and a commission that sees figures alone', async () => {
  const page = await as('i-12-001');
  await holdsInAll(page, world, '/institution', 'institution-mine');
  for (const path of ['/office/institutions', '/office/progress', '/office/conflicts'])
    assert.equal((await page.goto(url(path))).status(), 403, path);
  const other = await as('commission');
  await other.goto(url('/office/institutions'));
  assert.equal(await other.locator('table').count(), 1);
  assert.doesNotMatch(await main(other), /Үлгі/);
});

test('000-3 001-3: the department brings its register as a table, and sees who is named in several places', async () => {
  const office = await as('mangystau');
  const bring = async (rows) => {
    await office.goto(url('/office/institutions/import'));
    const text = `Номер;Название на русском языке;Вид;Территория;БИН\n${rows}`;
    await office.setInputFiles('#file', {name: 'register.csv', mimeType: 'text/csv', buffer: Buffer.from(text)});
    await press(office, 'Внести в реестр');
  };
  await bring('R-1;Дом;Детский дом;471010000;999940000001\nR-2;Дом;нет такого;471010000;1\n');
  assert.match(await main(office), /Ни одно учреждение не внесено/);
  assert.equal(await office.locator('tbody tr').count(), 2);
  for (const part of ['import', 'claims']) await holdsInAll(office, world, `/office/institutions/${part}`, `institution-${part}`);
  await office.goto(url('/office/institutions/import'));
  await bring('R-1;Дом;social_adaptation;471010000;999940000001\n');
  assert.match(await main(office), /Внесено в реестр: 1/);
});

/** Names and day of birth agree, numbers do not: compared beside the server, decided by a person. */
async function decideLikely(office) {
  const likely = '/office/institutions/likely';
  do await office.goto(url(likely));
  while ((await office.locator('tbody tr').count()) < 2);
  await holdsInAll(office, world, likely, 'institution-likely');
  await office.goto(url(likely));
  assert.match(await main(office), /В двух местах разные номера/);
  await through(office, office.locator('button[value=yes]').first());
  assert.equal(await office.getByText('Решено: один человек').count(), 2, 'from both sides');
}

/** What is overdue by the calendar is told, and a press reminds. */
async function remindOverdue(office, page) {
  await holdsInAll(office, world, '/office/institutions/overdue', 'institution-overdue');
  await office.goto(url('/office/institutions/overdue'));
  await through(office, office.getByRole('button', {name: 'Напомнить учреждению № R-1'}));
  await page.goto(url('/institution'));
  assert.match(await main(page), /Департамент напоминает/);
}

async function meet(page) {
  await holdsInAll(page, world, '/institution/met', 'institution-met');
  await page.goto(url('/institution/met'));
  await page.fill('#met_place', 'Актау, вокзал');
  await press(page, 'Записать');
  assert.match(await page.locator('.error-summary').innerText(), /дату и время/);
  await page.fill('#met_at', '31.08.2021 23:40');
  await page.fill('#met', 'Чёрная куртка');
  await page.fill('#met_age', '45');
  await page.selectOption('#sex', '1');
  await press(page, 'Записать');
  assert.match(await main(page), /Актау, вокзал/);
}

test('000-3 001-3 000-9: a night stay: reminded, somebody met without papers is matched and not after all, the building is answered once', async () => {
  const office = await as('mangystau');
  await office.goto(url('/office/institutions'));
  await through(office, office.locator('tr', {hasText: 'R-1'}).getByRole('link'));
  const placePage = office.url();
  const [login, password, secret] = await appoint(office);
  const {page, context} = await world.visit();
  await enterAs(page, login, password, secret);
  await remindOverdue(office, page);
  await meet(page);
  await page.goto(url('/institution/list'));
  await typePerson(page, {surname: 'Мысалов', given_name: 'Тест', iin: freshIin(), birth_date: '1976-02-01', sex: '1'});
  // Somebody of the first institution's list, whose number was misread here.
  await typePerson(page, {...planOf('institution').members[0], iin: freshIin()});
  await sendSigned(page, world);
  await office.goto(placePage);
  await press(office, 'Принять список');
  await page.goto(url('/institution'));
  assert.doesNotMatch(await main(page), /Департамент напоминает/);
  await page.goto(url('/institution/met'));
  await holdsInAll(page, world, '/institution/met', 'institution-met-accepted');
  await page.goto(url('/institution/met'));
  await press(page, 'Это он: № 2, Мысалов Тест');
  assert.match(await main(page), /Это человек из записи № 2/);
  await press(page, 'Отменить сопоставление');
  assert.match(await main(page), /Возможно, это/);

  await holdsInAll(page, world, '/institution/premises', 'institution-premises');
  await page.goto(url('/institution/premises'));
  await through(page, page.locator('main ol a').first());
  await page.waitForSelector('form#page');
  await holdsInAll(page, world, pathOf(page), 'institution-premises-page');
  await context.close();
  await decideLikely(office);
});
