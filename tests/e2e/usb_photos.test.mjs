// A bundle of many parts: photos behind the answers, a copy that was cut, a tablet that the office has locked, and the
// answer that closes it. The tablet has a network only when it is enrolled.
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {answered, assigned, command, enrolled, imported, openUsb, photo, synchronised, visitNobody, written} from './carrier.mjs';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {signIn} from './office.mjs';
import {holds, through} from './walk.mjs';

let census, browser, folder, office;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sanaq-usb-photos-'));
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

async function lockedByOffice(label) {
  await office.page.goto(`${census.site}/ru/office/tablets`);
  const row = office.page.locator('tr').filter({hasText: label});
  await row.locator('.menu summary').click();
  await through(office.page, row.locator('button[name=state][value="2"], form:has([name=state][value="2"]) button').first());
}

test('photos in parts: a cut copy gives whole parts and names the missing ones, the answer confirms, locked or not', async () => {
  const {page, context, problems} = await enrolled(browser, census, office, 'А-031');
  await assigned(census, office, 'А-031');
  await synchronised(page);
  await page.waitForFunction(() => document.querySelectorAll('button.case').length === 20);
  await context.route('**/device/**', (route) => route.abort());
  await visitNobody(page, 0);
  await visitNobody(page, 1, await photo(page, 1600));
  await visitNobody(page, 2);
  await openUsb(page);
  const file = await written(page, folder, 'many.sanaq');
  assert.match(await page.locator('[data-usb=written]').innerText(), /Снимков: 1/);
  const bytes = readFileSync(file);
  assert.ok(bytes.length > 300_000, `a photo of ${bytes.length} bytes`);

  writeFileSync(join(folder, 'cut.sanaq'), bytes.subarray(0, bytes.length - 200_000));
  const cut = (await imported(census, join(folder, 'cut.sanaq'))).lines[0];
  assert.equal(cut.end, 'cut', JSON.stringify(cut));
  assert.ok(cut.chunks >= 1 && cut.chunks < cut.chunks_in_bundle, JSON.stringify(cut));
  assert.deepEqual(cut.chunks_missing, {from: cut.chunks + 1, to: cut.chunks_in_bundle});
  assert.equal(cut.pictures, 0);
  assert.ok(cut.new.entries >= 2 && cut.missing_in_copy >= 1, 'the answers stand before the photo');
  const said = await command(census, join(folder, 'cut.sanaq'), '--lang', 'ru');
  assert.equal(said.code, 1);
  assert.match(said.out, /Не хватает част/);
  assert.match(said.out, /Снимков получено: 0 из 1/);
  const before = cut.new.entries;
  assert.match(await answered(page, join(folder, 'cut.answer')), new RegExp(`подтвердил записей: ${before}\\.`));
  assert.match(await page.locator('form').first().innerText(), /Записей для файла: \d/);

  await lockedByOffice('А-031');
  const whole = (await imported(census, file)).lines[0];
  assert.equal(whole.end, 'whole');
  assert.equal(whole.pictures, 1);
  assert.equal(whole.new.entries + whole.known.entries, whole.entries_in_bundle);
  assert.match(await page.locator('form').first().innerText(), /Записей для файла: \d/);
  await page.locator('#answer').setInputFiles(join(folder, 'many.answer'));
  await page.locator('form:has(#answer) button').click();
  // All is confirmed and the lock is known: it seals itself.
  await page.locator('#pin').waitFor();
  assert.match(await page.locator('main').innerText(), /PIN/);
  assert.deepEqual(problems.filter((one) => !/ERR_FAILED|ERR_INTERNET/.test(one)), []);
  await context.close();
});

test('a locked tablet writes its bundle without a network, and the answer tells it that nothing waits', async () => {
  const {page, context} = await enrolled(browser, census, office, 'А-032');
  await assigned(census, office, 'А-032');
  await synchronised(page);
  await page.waitForFunction(() => document.querySelectorAll('button.case').length === 20);
  await context.setOffline(true);
  await visitNobody(page, 0);
  await lockedByOffice('А-032');
  // The lock comes with the answer to a file that holds only a part of the work.
  await openUsb(page);
  const first = await written(page, folder, 'before.sanaq');
  await page.locator('[data-do=back]').click();
  await visitNobody(page, 1);
  await openUsb(page);
  await imported(census, first);
  await page.locator('#answer').setInputFiles(join(folder, 'before.answer'));
  await page.locator('form:has(#answer) button').click();
  await page.locator('#unsent').waitFor();
  assert.match(await page.locator('#unsent').innerText(), /1/);
  await page.locator('[data-go=usb]').click();
  await page.locator('#answer').waitFor();
  await holds(page, 'tablet-usb-locked', 'ru');
  const second = await written(page, folder, 'locked.sanaq');
  const taken = (await imported(census, second)).lines[0];
  assert.deepEqual(taken.new, {entries: 1, cases: 1});
  await page.locator('#answer').setInputFiles(join(folder, 'locked.answer'));
  await page.locator('form:has(#answer) button').click();
  await page.locator('#pin').waitFor();
  await context.close();
});
