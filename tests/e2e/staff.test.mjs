// People of the census: apply, approve, contract, seminar, card, public check, leaving; and the card ends at once.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {assigned, enrolled} from './carrier.mjs';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {signIn} from './office.mjs';
import {portrait} from './portrait.mjs';
import {holds, keyboard, languages, shot, through} from './walk.mjs';

let census, browser, department;
before(async () => {
  census = await startCensus({households: 30});
  browser = await startBrowser();
  department = await visitor(browser);  // signed in once: a code opens once
  await signIn(department.page, census, 'mangystau');
});
after(async () => {
  await browser?.close();
  await census?.stop();
});

const submit = (page, path) => through(page, page.locator(`form[action$="${path}"] button[type=submit]`));

async function apply(page, values = {}) {
  await page.goto(`${census.site}/ru/office/staff/new`);
  const person = {surname: 'Санаков', given: 'Асан', patronymic: 'Улгиулы', iin: '960206600028', birth_date: '1996-02-06', phone: '+7 701 000 00 02',
                  computer_points: '17', territory: '471010000', ...values};
  for (const [name, value] of Object.entries(person)) await page.fill(`#${name}`, value);
  await page.check('#languages-kk');
  await page.check('#languages-ru');
  await page.selectOption('#education', 'higher');
  await page.selectOption('#role', 'interviewer');
  await submit(page, '/staff/new');
}

test('003: from the application to a card that anybody can check, and that ends with the work', async () => {
  const {context, page} = department;
  const public_ = await visitor(browser);
  await apply(page, {iin: '960206600029'});
  assert.match(await page.locator('.error-summary').innerText(), /контрольная цифра/);
  assert.equal(await page.locator('#surname').inputValue(), 'Санаков');
  await holds(page, 'staff-application-errors', 'ru');
  await apply(page);
  assert.match(await page.locator('h1').innerText(), /Санаков Асан/);
  assert.doesNotMatch(page.url(), /960206600028/);
  await holds(page, 'staff-applied', 'ru');
  await keyboard(page);
  // What was typed wrongly is put right; the history names the field and not what stood in it.
  await through(page, page.locator('a[href$="/application"]'));
  await page.fill('#phone', '+7 701 000 00 05');
  await submit(page, '/application');
  assert.match(await page.locator('.timeline').innerText(), /Заявление исправлено.*Телефон/);
  await submit(page, '/step/approve');
  await page.fill('#contract-number', '12-И');
  await page.fill('#contract-from', '2021-09-15');
  await page.fill('#contract-until', '2021-10-31');
  await page.selectOption('#contract-pay', 'city');
  await submit(page, '/step/contract');
  assert.equal(await page.locator('form[action$="/step/card"]').count(), 0, 'no card before the training');
  const address = page.url();
  await page.goto(`${census.site}/ru/office/staff/seminars`);
  await holds(page, 'staff-seminars', 'ru');
  await keyboard(page);
  await page.fill('#place', 'Актау, департамент статистики, зал 2');
  await page.fill('#day', '2021-09-15');
  await page.fill('#hours', '09:00–13:00');
  await page.fill('#seats', '0');
  await submit(page, '/seminars');
  assert.match(await page.locator('.notice.error').innerText(), /Мест/);
  await page.fill('#place', 'Актау, департамент статистики, зал 2');
  await page.fill('#day', '2021-09-15');
  await page.fill('#hours', '09:00–13:00');
  await page.fill('#seats', '2');
  await submit(page, '/seminars');
  const row = page.locator('form[action$="/enrol"] .option', {hasText: 'Санаков'});
  await row.locator('input').check();
  await submit(page, '/enrol');
  await page.fill('#hours', '10:00–14:00');
  await submit(page, '/move');
  assert.match(await page.locator('.notice.success').innerText(), /отправлено: 1 из 1/);
  await page.locator('tr', {hasText: 'Санаков'}).locator('input[name=attended]').check();
  await page.locator('tr', {hasText: 'Санаков'}).locator('input.short').fill('25');
  await holds(page, 'staff-seminar', 'ru');
  await submit(page, '/marks');
  assert.match(await page.locator('tr', {hasText: 'Санаков'}).innerText(), /Обучен/);
  await page.goto(address);
  await submit(page, '/step/card');
  assert.match(await page.locator('.notice.error').innerText(), /фотографию/);
  const file = join(mkdtempSync(join(tmpdir(), 'sanaq-photo-')), 'portrait.png');
  writeFileSync(file, await portrait(browser));
  const flat = file.replace('portrait', 'flat');
  writeFileSync(flat, await portrait(browser, 'smear'));
  await page.setInputFiles('#photo', flat);
  await submit(page, '/photo');
  assert.match(await page.locator('.notice.error').innerText(), /нерезкая/);
  const turned = file.replace('portrait', 'turned');
  writeFileSync(turned, await portrait(browser, 'turned'));
  await page.setInputFiles('#photo', turned);
  await submit(page, '/photo');
  assert.match(await page.locator('.notice.error').innerText(), /не найдено лицо/);
  await page.setInputFiles('#photo', file);
  await submit(page, '/photo');
  await submit(page, '/step/card');
  const number = await page.locator('.code').innerText();
  assert.match(number, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
  await page.check('#item-scarf');
  await page.check('#item-briefcase');
  await submit(page, '/kit');
  assert.match(await page.locator('main').innerText(), /Шарф с символикой переписи, 15\.09\.2021/);
  await holds(page, 'staff-working', 'ru');

  const pdf = await context.request.get(await page.locator('a[href$="card.pdf"]').evaluate((a) => a.href));
  assert.equal(pdf.status(), 200);
  const path = file.replace('.png', '.pdf');
  writeFileSync(path, await pdf.body());
  const checked = execFileSync('pdfsig', [path]).toString();
  assert.match(checked, /Signature is Valid/, checked);
  assert.match(checked, /Total document signed/, checked);
  if (process.env.SANAQ_SHOTS) execFileSync('pdftoppm', ['-png', '-r', '150', path, join(process.env.SANAQ_SHOTS, 'staff-card')]);

  const check = public_.page;
  for (const language of languages) {
    await check.goto(`${census.site}/${language}/staff-check?code=${number.toLowerCase()}`);
    assert.equal(await check.locator('.result.good').count(), 1);
    assert.match(await check.locator('.result').innerText(), /Санаков Асан Улгиулы/);
    assert.ok(await check.locator('.staff-photo').evaluate((image) => image.complete && image.naturalWidth > 0), 'the photo');
    await holds(check, 'staff-check-valid', language);
    await keyboard(check);
  }
  const photo = await check.locator('.staff-photo').evaluate((image) => image.src);
  assert.doesNotMatch(await check.content(), /960206600028|7010000002|1996/);

  // A tablet with addresses on it; the person leaves in the middle.
  const tablet = await enrolled(browser, census, department, 'А-061');
  await tablet.context.close();
  await page.goto(address);
  await page.selectOption('#device', {label: 'А-061'});
  await submit(page, '/tablet');
  await assigned(census, department, 'А-061');
  await page.goto(address);
  assert.match(await page.locator('[aria-labelledby=tablets]').innerText(), /А-061/);
  await page.selectOption('#end-reason', 'own_wish');
  await page.fill('#end-day', '2021-09-15');
  await submit(page, '/step/end');
  assert.equal(await page.locator('[aria-labelledby=tablets]').count(), 0, 'the tablet came back');
  assert.equal(await page.locator('[aria-labelledby=cases] li').count(), 20, 'its addresses wait by name');
  await holds(page, 'staff-left', 'ru');
  await check.goto(`${census.site}/en/staff-check?code=${number}`);
  assert.match(await check.locator('.result.bad').innerText(), /no longer valid/);
  assert.doesNotMatch(await check.locator('main').innerText(), /Санаков/);
  assert.equal((await public_.context.request.get(photo)).status(), 404, 'the photo is gone with the card');
  await holds(check, 'staff-check-ended', 'en');
  await public_.context.close();
  // One press calls the first of the reserve up into the place.
  await submit(page, '/replace');
  assert.match(await page.locator('h1').innerText(), /Сынақұлов Олжас/);
  assert.match(await page.locator('main .lead').first().innerText(), /Одобрен/);
  assert.match(await page.locator('.timeline').innerText(), /Вызван из резерва/);
});

test('a person at the door is reported without log-in, and the department of the region reads it', async () => {
  const {context, page} = await visitor(browser);
  await page.goto(`${census.site}/ru/staff-check`);
  await submit(page, '/report');
  assert.match(await page.locator('.error-summary').innerText(), /адрес/);
  await holds(page, 'staff-report-errors', 'ru');
  await page.fill('#place', 'Достык 12');
  await page.selectOption('#region', '470000000');
  await page.fill('#words', 'Не показал удостоверение <b>');
  await submit(page, '/report');
  assert.match(await page.locator('.result.good').innerText(), /1446/);
  await holds(page, 'staff-report-told', 'ru');
  const office = department.page;
  for (const language of languages) {
    await office.goto(`${census.site}/${language}/office/staff/reports`);
    assert.match(await office.locator('table').innerText(), /Достык 12/);
    await holds(office, 'staff-reports', language);
    await keyboard(office);
  }
  await through(office, office.locator('tr', {hasText: 'Достык 12'}).locator('button'));
  assert.match(await office.locator('tr', {hasText: 'Достык 12'}).innerText(), /mangystau/);
  await context.close();
});

test('a list of applications: all or nothing, each error with its row and column', async () => {
  const {page} = department;
  const file = join(mkdtempSync(join(tmpdir(), 'sanaq-list-')), 'list.csv');
  const head = 'Фамилия;Имя;ИИН;Дата рождения;Телефон;Языки;Образование;Роль;Территория;Тест по ПК';
  const good = 'Тестова;Анна;970101600039;01.01.1997;87010000003;ru, kk;Высшее;Интервьюер;471010000;15';
  const bad = 'Тестов;;980505600047;05.05.1998;87010000004;ru;Высшее;Интервьюер;471010000;15';
  writeFileSync(file, [head, good.replace('970101600039', '980909600033'), bad].join('\n'));
  await page.goto(`${census.site}/ru/office/staff/import`);
  await page.setInputFiles('#file', file);
  await submit(page, '/import');
  const text = await page.locator('main').innerText();
  assert.match(text, /Людей в файле: 2\. Принято: 0/);
  assert.match(text, /3\s+Имя\s+заполните/);
  await holds(page, 'staff-import-errors', 'ru');
  await keyboard(page);
});

test('a number that is not on the books, and a misread one, are no cards', async () => {
  const {context, page} = await visitor(browser);
  await page.goto(`${census.site}/staff-check`);
  assert.match(page.url(), /\/(kk|ru|en)\/staff-check$/);
  for (const language of languages) {
    await page.goto(`${census.site}/${language}/staff-check`);
    await page.fill('#code', '7K2M-9QXR-V');
    await submit(page, '/staff-check');
    assert.equal(await page.locator('.result.bad').count(), 1);
    await holds(page, 'staff-check-unknown', language);
  }
  await context.close();
});

test('pages of the staff in each language', async () => {
  const {context, page} = await visitor(browser);
  await signIn(page, census, 'bureau');
  await page.goto(`${census.site}/ru/office/staff`);
  const worker = async (name) => (await page.locator('th a', {hasText: name}).first().evaluate((a) => a.pathname)).replace('/ru/office/staff', '');
  const applied = await worker('Үлгіманова'), ended = await worker('Сынақбаева'), working = await worker('Сынақова');
  await page.goto(`${census.site}/ru/office/staff/seminars`);
  const seminar = await worker('15.09.2021');
  const paths = {list: '', new: '/new', seminars: '/seminars', import: '/import', seminar, applied, amend: `${applied}/application`, ended, working};
  for (const language of languages)
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(`${census.site}/${language}/office/staff${path}`);
      await holds(page, `staff-${name}`, language);
      await keyboard(page);
    }
  await shot(page, 'staff-end');
  await context.close();
});
