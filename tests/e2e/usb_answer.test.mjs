// What the department gives back on the carrier: confirmations and assignments reach a tablet that never has a network.
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {answered, assigned, command, enrolled, imported, openUsb, synchronised, visitNobody, written} from './carrier.mjs';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {signIn} from './office.mjs';
import {holds, shot, through} from './walk.mjs';

let census, browser, folder, office;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sanaq-answer-'));
  census = await startCensus({households: 20});
  browser = await startBrowser();
  office = await visitor(browser, {viewport: {width: 1200, height: 900}});
  await signIn(office.page, census, 'mangystau');
});
after(async () => {
  await browser?.close();
  await census?.stop();
  rmSync(folder, {recursive: true, force: true});
});

const cases = (page) => page.locator('button.case').count();

/** What the tablet says it has written, and what of it is confirmed. */
async function standing(page) {
  await page.locator('[data-do=back]').click();
  await page.locator('[data-go=work]').click();
  const said = await page.locator('.review dd').allInnerTexts();
  await page.locator('[data-go=usb]').click();
  await page.locator('#answer').waitFor();
  return said.slice(0, 3).map(Number);
}

test('an answer confirms without a network, brings assignments, and is refused by others or when it was changed', async () => {
  const {page, context, problems} = await enrolled(browser, census, office, 'А-021');
  const other = await enrolled(browser, census, office, 'А-022');
  await assigned(census, office, 'А-021');
  await synchronised(page);
  await page.waitForFunction(() => document.querySelectorAll('button.case').length === 20);
  await context.setOffline(true);
  await visitNobody(page, 0);
  await visitNobody(page, 1);
  await openUsb(page);
  const file = await written(page, folder, 'first.sanaq');
  await page.locator('[data-do=back]').click();
  await visitNobody(page, 2);
  await openUsb(page);

  await assigned(census, office, 'А-021');
  const taken = await imported(census, file);
  assert.equal(taken.code, 0, JSON.stringify(taken.lines));
  const answer = taken.lines[0].answer;
  assert.equal(answer, join(folder, 'first.answer'));
  assert.ok(!readFileSync(answer).includes('assign'), 'the answer is sealed');

  const bytes = readFileSync(answer);
  const changed = Buffer.from(bytes);
  changed[changed.length - 3] ^= 1;
  for (const [name, content, said] of [
    ['cut.answer', bytes.subarray(0, bytes.length - 5), /не полностью/], ['changed.answer', changed, /изменён/],
    ['letter.answer', 'a letter', /не ответ центра/], ['first.sanaq', readFileSync(file), /записал сам планшет/]]) {
    writeFileSync(join(folder, `bad-${name}`), content);
    assert.match(await answered(page, join(folder, `bad-${name}`)), said, name);
  }
  await openUsb(other.page);
  assert.match(await answered(other.page, answer), /для другого планшета/);
  assert.deepEqual(await standing(page), [3, 0, 3]);

  assert.match(await answered(page, answer), /подтвердил записей: 2\..*Новых сообщений: \d/s);
  assert.deepEqual(await standing(page), [3, 2, 1]);
  assert.match(await answered(page, answer), /уже открывали/);
  assert.deepEqual(await standing(page), [3, 2, 1]);
  for (const language of ['kk', 'en', 'ru']) {
    await page.locator(`[data-language=${language}]`).click();
    await page.waitForFunction((one) => document.documentElement.lang === one, language);
    await holds(page, 'tablet-answer', language);
  }
  await page.setViewportSize({width: 420, height: 900});
  await page.locator('[data-do=back]').click();
  assert.ok((await cases(page)) > 20, 'the new addresses are in the list');
  // The app's files are within reach, the centre is not.
  await context.route('**/device/**', (route) => route.abort());
  await context.setOffline(false);
  await page.locator('[data-do=lock]').click();
  await page.locator('#pin').fill('274915');
  await page.locator('button.primary').click();
  await openUsb(page);
  assert.deepEqual(await standing(page), [3, 2, 1], 'confirmed after a restart too');

  const second = await written(page, folder, 'second.sanaq');
  await imported(census, second);
  assert.match(await answered(page, join(folder, 'second.answer')), /подтвердил записей: 1/);
  assert.match(await answered(page, answer), /устарел/);
  assert.deepEqual(problems.filter((one) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(one)), []);
  await other.context.close();
  await context.close();
});

test('the office page gives the answer; the command reports in the language asked for', async () => {
  const {page, context} = await enrolled(browser, census, office, 'А-023');
  await assigned(census, office, 'А-023');
  await synchronised(page);
  await context.setOffline(true);
  await visitNobody(page, 0);
  await openUsb(page);
  const file = await written(page, folder, 'third.sanaq');
  await office.page.goto(`${census.site}/ru/office/tablets/import`);
  await office.page.locator('#file').setInputFiles(file);
  await through(office.page, office.page.locator('form[enctype] button'));
  await holds(office.page, 'office-import-answer', 'ru');
  await office.page.setViewportSize({width: 1200, height: 900});
  const downloading = office.page.waitForEvent('download');
  await office.page.locator('a[download]').click();
  const answer = join(folder, 'from-page.answer');
  const download = await downloading;
  assert.equal(download.suggestedFilename(), 'third.answer');
  await download.saveAs(answer);
  assert.match(await answered(page, answer), /подтвердил записей: 1/);
  await shot(page, 'tablet-answer-taken');
  for (const [language, said] of [['kk', /Файл бүтін/], ['ru', /Файл целый/], ['en', /The file is whole/]]) {
    const {code, out} = await command(census, file, '--lang', language, '--answers', folder);
    assert.equal(code, 0);
    assert.match(out, said);
  }
  const wrong = await command(census, file, '--lang', 'fr');
  assert.equal(wrong.code, 2);
  assert.match(wrong.error, /^sanaq bundle: argument\.value --lang/);
  await context.close();
});

test('a file larger than the page takes is refused in words, and the command is named', async () => {
  const file = join(folder, 'large.sanaq');
  writeFileSync(file, '');
  truncateSync(file, 130 * 1024 * 1024);
  await office.page.goto(`${census.site}/ru/office/tablets/import`);
  await office.page.locator('#file').setInputFiles(file);
  await through(office.page, office.page.locator('form[enctype] button'));
  assert.match(await office.page.locator('main').innerText(), /не больше 128 МБ.*sanaq bundle import/s);
  await holds(office.page, 'office-import-large', 'ru');
});
