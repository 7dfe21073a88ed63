// The stages of an institution's census with everything that happens on the way: a table with mistakes, a list given back with
// remarks, people who left, died, came later, and the closing act (joint orders of 2020 and 2021, points 3, 5, 6, 7, 9).
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {freshIin} from './household.mjs';
import {holdsInAll, institutionCensus, main, pathOf, press, sendSigned} from './institution.mjs';
import {keyboard, through} from './walk.mjs';

const world = institutionCensus();
const {as, url} = world;

async function bring(page, text) {
  await page.goto(url('/institution/list/import'));
  await page.setInputFiles('#file', {name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text)});
  await press(page, 'Добавить в список');
}

async function openPlace(page, number) {
  await page.goto(url('/office/institutions'));
  await through(page, page.locator('tr', {hasText: number}).getByRole('link'));
}

test('000-9 001-9 002-9 stage 1: a table with mistakes, a list given back with remarks, sent again, versions compared', async () => {
  const page = await as('i-12-001');
  const good = freshIin();
  await bring(page, `Фамилия;Имя;ИИН;Дата рождения\nМысалов;А;950317600019;01.01.1950\nМысалова;Б;${good};31.02.1950\n`);
  assert.match(await main(page), /никто не добавлен/);
  assert.deepEqual(await page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.cells[0].innerText)), ['2', '3']);
  await holdsInAll(page, world, '/institution/list/import', 'institution-import');
  await bring(page, `Фамилия;Имя;ИИН;Дата рождения\nМысалова;Б;${good};01.02.1950\n`);
  assert.match(await main(page), /Добавлено в список: 1/);
  await page.goto(url('/institution/list'));
  assert.equal(await page.locator('tbody tr').count(), 5);
  await sendSigned(page, world);

  const office = await as('mangystau');
  await openPlace(office, '12-001');
  await office.getByLabel('Замечание: Мысалова Б').fill('Уточните имя');
  await keyboard(office);
  await press(office, 'Вернуть список');
  assert.match(await main(office), /Возвращён с замечаниями/);

  await page.goto(url('/institution/list'));
  assert.match(await page.locator('tr', {hasText: 'Мысалова'}).innerText(), /Уточните имя/);
  await through(page, page.getByRole('link', {name: 'Мысалова Б'}));
  await page.fill('#given_name', 'Бота');
  await press(page, 'Сохранить');
  await sendSigned(page, world);
  const printed = await page.request.get(url('/institution/list/print.pdf'));
  assert.equal(printed.headers()['content-type'], 'application/pdf');

  await openPlace(office, '12-001');
  await through(office, office.getByRole('link', {name: '2', exact: true}));
  const changed = office.locator('tbody tr');
  assert.equal(await changed.count(), 1);
  assert.match(await changed.innerText(), /Изменён.*Мысалова Бота.*Мысалова Б/s);
  await holdsInAll(office, world, pathOf(office), 'office-institution-version');
});

async function writeOutcome(page, name, outcome, reason = '') {
  await page.goto(url('/institution/people'));
  await through(page, page.getByRole('link', {name, exact: true}));
  await page.selectOption('#outcome', outcome);
  if (reason) await page.fill('#reason', reason);
  await press(page, 'Записать итог');
}

test('000-9 001-9 stage 2: who left, died, was transferred, came later; the administration answers; closed with an act', async () => {
  const page = await as('i-12-002');
  await page.goto(url('/institution/people'));
  const names = await page.locator('tbody a').allInnerTexts();
  assert.equal(names.length, 6);
  await writeOutcome(page, names[0], 'left');
  assert.match(await main(page), /куда выбыл/);
  await writeOutcome(page, names[0], 'left', 'Актау');
  await writeOutcome(page, names[1], 'died');
  await writeOutcome(page, names[2], 'transferred', '12-001');
  for (const name of names.slice(3)) await writeOutcome(page, name, 'temporarily_absent');
  await page.goto(url('/institution/people'));
  await page.fill('#surname', 'Мысалов');
  await page.fill('#iin', freshIin());
  await press(page, 'Добавить');
  assert.match(await main(page), /Ещё нет/);
  await holdsInAll(page, world, pathOf(page), 'institution-person');
  await page.goto(page.url().replace(/\/(kk|ru|en)\//, '/ru/'));
  await page.fill('#why', 'Без сознания');
  await page.fill('#source', 'История болезни');
  await press(page, 'Заполнить по сведениям');
  await page.waitForSelector('form#page');
  await page.goto(url('/institution/closing'));
  assert.match(await main(page), /Людей без итога: 1/);
  assert.equal(await page.getByRole('button', {name: 'Закрыть перепись в учреждении'}).count(), 0);
  await writeOutcome(page, 'Мысалов', 'left', 'Неизвестно');
  await holdsInAll(page, world, '/institution/closing', 'institution-closing');
  await page.goto(url('/institution/closing'));
  await press(page, 'Закрыть перепись в учреждении');
  const act = await page.request.get(url('/institution/closing/act.pdf'));
  assert.equal(act.headers()['content-type'], 'application/pdf');
  assert.match(await main(page), /завершена/);
});

test('000-5 000-6 000-7 001-5: appointed by order, seminar, room and computer noted; an ended log-in opens nothing', async () => {
  const office = await as('mangystau');
  const employee = await as('i-12-001');
  await openPlace(office, '12-001');
  for (const deed of ['Прошёл семинар', 'Есть помещение', 'Есть компьютер с интернетом'])
    await through(office, office.getByRole('button', {name: new RegExp(deed)}));
  assert.equal(await office.locator('.tag').count(), 3);
  await through(office, office.getByRole('button', {name: /Закрыть логин/}));
  assert.match(await main(office), /Логин закрыт/);
  assert.equal((await employee.goto(url('/institution'))).status(), 403);
});

test('000-3 001-3: a protected institution is seen by who was given it, and by its own employee', async () => {
  const office = await as('mangystau');
  await office.goto(url('/office/institutions'));
  assert.doesNotMatch(await main(office), /12-003/);
  const bureau = await as('bureau');
  await bureau.goto(url('/office/institutions'));
  assert.match(await main(bureau), /12-003/);
  await through(bureau, bureau.locator('tr', {hasText: '12-003'}).getByRole('link'));
  const place = bureau.url();
  assert.match(await main(bureau), /Үлгі көшесі/);
  assert.equal((await office.goto(place)).status(), 403);
});
