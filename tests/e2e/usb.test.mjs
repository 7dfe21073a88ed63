// Work of a tablet on a carrier: written without network, taken by the command and by the office, known to the network.
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {assigned, enrolled, imported, openUsb, synchronised, visitNobody, written} from './carrier.mjs';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {signIn} from './office.mjs';
import {holds, shot, through} from './walk.mjs';

let census, browser, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sanaq-usb-'));
  census = await startCensus({households: 20});
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await census?.stop();
  rmSync(folder, {recursive: true, force: true});
});

test('a tablet writes a bundle, the office takes it, the network knows it', async () => {
  const office = await visitor(browser, {viewport: {width: 1200, height: 900}});
  await signIn(office.page, census, 'mangystau');
  const {page, context, problems} = await enrolled(browser, census, office, 'А-018');
  await assigned(census, office, 'А-018');
  await synchronised(page);
  await page.waitForFunction(() => document.querySelectorAll('button.case').length === 20);

  await context.setOffline(true);
  for (const n of [0, 1, 2]) await visitNobody(page, n);
  await openUsb(page);
  const file = await written(page, folder, 'first.sanaq');
  for (const language of ['ru', 'kk', 'en']) {
    await page.locator(`[data-language=${language}]`).click().catch(() => {});
    await page.waitForFunction((one) => document.documentElement.lang === one, language);
    await holds(page, 'tablet-usb', language);
  }
  await page.locator('[data-language=ru]').click();
  const bytes = readFileSync(file);
  assert.ok(bytes.subarray(0, 14).toString() === 'sanaq-bundle-1', 'the file says what it is');
  assert.ok(!bytes.includes('nobody_home'), 'the file is sealed');

  const first = await imported(census, file);
  assert.equal(first.code, 0, JSON.stringify(first.lines));
  assert.deepEqual(first.lines[0].new, {entries: 3, cases: 3});
  assert.equal(first.lines[0].end, 'whole');
  const again = await imported(census, file, file);
  assert.equal(again.code, 0);
  assert.deepEqual(again.lines.map((line) => line.known.entries), [3, 3]);

  writeFileSync(join(folder, 'cut.sanaq'), bytes.subarray(0, bytes.length - 20));
  writeFileSync(join(folder, 'letter.sanaq'), 'a letter');
  const bad = await imported(census, join(folder, 'cut.sanaq'), join(folder, 'letter.sanaq'));
  assert.equal(bad.code, 1);
  assert.equal(bad.lines[0].bring_again, true);
  assert.equal(bad.lines[1].refused, 'bundle.form');

  await page.locator('[data-do=back]').click();
  await visitNobody(page, 3);
  await openUsb(page);
  const second = await written(page, folder, 'second.sanaq');
  await office.page.goto(`${census.site}/ru/office/tablets/import`);
  await office.page.locator('#file').setInputFiles([second, join(folder, 'cut.sanaq'), join(folder, 'letter.sanaq')]);
  await through(office.page, office.page.locator('form[enctype] button'));
  const told = await office.page.locator('main').innerText();
  assert.match(told, /А-018/);
  assert.match(told, /Новые\s+1\s+1/);
  assert.match(told, /Уже были\s+3\s+3/);
  assert.match(told, /Принесите планшет ещё раз/);
  assert.match(told, /не файл планшета/);
  await holds(office.page, 'office-import', 'ru');
  await office.page.setViewportSize({width: 1200, height: 900});

  await context.setOffline(false);
  await page.locator('[data-do=back]').click();
  await page.locator('[data-go=work]').click();
  await page.locator('[data-do=now]').click();
  await page.locator('[data-sync=good]').waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('dd')][2]?.innerText.trim() === '0');
  await page.locator('[data-do=back]').click();
  await openUsb(page);
  const whole = await imported(census, await written(page, folder, 'whole.sanaq', {everything: true}));
  assert.deepEqual(whole.lines[0].known, {entries: 4, cases: 4});
  assert.equal(whole.lines[0].new.entries, 0);
  assert.deepEqual(problems.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED')), []);

  await office.page.goto(`${census.site}/ru/office/audit`);
  assert.match(await office.page.locator('main').innerText(), /Принят файл с планшета/);
  await shot(office.page, 'office-audit-import');
  await context.close();
  await office.context.close();
});
