// The last change is taken back, with the script and without, by the keyboard alone; the register's person is preset
// sensibly; who signs out leaves nothing behind.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {chooseAddress, freshIin, register} from './household.mjs';
import {holds, keyboard, shot, through} from './walk.mjs';

let census, browser, phones = 60;
before(async () => {
  census = await startCensus({households: 20});
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await census?.stop();
});

async function begin(language, options = {}) {
  const who = {iin: freshIin(), phone: `+7 700 000 00 ${phones++}`};
  const visit = await visitor(browser, options);
  await visit.page.goto(`${census.site}/en/demo/document?iin=${who.iin}`);
  who.document = await visit.page.locator('.document').innerText();
  await register(visit.page, census, language, who);
  await chooseAddress(visit.page);
  await visit.page.waitForSelector('form#page');
  return visit;
}

const building = (page) => page.locator('[name="q.building"]');

async function undone(page, value) {
  await page.waitForSelector('#undone');
  await page.waitForFunction((text) => document.querySelector('[name="q.building"]')?.value === text, value);
  assert.match(await page.locator('#undone').innerText(), /отменено/);
}

test('the last change is undone with the script, by the keyboard alone', async () => {
  const {context, page, problems} = await begin('ru');
  await page.goto(`${census.site}/ru/q/house_address`);
  await page.waitForSelector('html[data-engine=on]');
  const undo = page.locator('button[value=undo]');
  assert.equal(await undo.count(), 0, 'nothing to undo yet');
  for (const text of ['4', '5']) {
    await building(page).fill(text);
    await page.keyboard.press('Tab');
    await undo.waitFor();
    await page.waitForFunction((want) => document.querySelector('[name="q.building"]').defaultValue === want, text);
  }
  await undo.focus();
  await page.keyboard.press('Enter');
  await undone(page, '4');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'undone');
  await holds(page, 'undo-script', 'ru');
  await undo.click();
  await undone(page, '');
  assert.equal(await undo.count(), 0, 'nothing more to undo');
  assert.deepEqual(problems, []);
  await context.close();
});

test('the last change is undone without the script', async () => {
  const {context, page} = await begin('ru', {javaScriptEnabled: false});
  await page.goto(`${census.site}/ru/q/house_address`);
  const undo = page.locator('button[value=undo]');
  assert.equal(await undo.count(), 0, 'nothing to undo yet');
  await building(page).fill('4');
  await through(page, page.locator('button.primary[value=next]').first());
  assert.doesNotMatch(page.url(), /house_address/);
  await through(page, undo);
  assert.match(page.url(), /house_address/);
  assert.match(await page.locator('#undone').innerText(), /отменено/);
  assert.equal(await building(page).inputValue(), '');
  await shot(page, 'undo-plain');
  await keyboard(page);
  await through(page, undo);
  assert.match(await page.locator('#undone').innerText(), /Отменять нечего/);
  await context.close();
});

test('the person of the register has a birth in the past and is the one listed first; a birth to come is refused', async () => {
  const {context, page} = await begin('en', {javaScriptEnabled: false});
  await page.goto(`${census.site}/en/q/premises`);
  await page.check('[name="q.premises_type"][value="1"]');
  await through(page, page.locator('button.primary[value=next]').first());
  await page.goto(`${census.site}/en/q/members/p1/roster`);
  const year = page.locator('[name="q.birth_date.p1:year"]');
  assert.ok(Number(await year.inputValue()) < 2021, await year.inputValue());
  assert.ok(await page.locator('[name="q.relation_to_head.p1"][value="1"]').isChecked());
  await year.fill('2095');
  await through(page, page.locator('button.primary[value=next]').first());
  assert.match(await page.locator('#errors').innerText(), /born after/i);
  await context.close();
});

test('who signs out leaves nothing on the device', async () => {
  const {context, page, problems} = await begin('kk');
  await page.waitForSelector('html[data-engine=on]');
  await page.locator('form.sign-out button').click();
  await page.waitForURL(/\/kk\/signed-out$/);
  const left = () => page.evaluate(async () => (await indexedDB.databases()).map((db) => db.name));
  for (let i = 0; i < 40 && (await left()).length > 0; i++) await page.waitForTimeout(50);
  assert.deepEqual(await left(), []);
  await page.goto(`${census.site}/kk/q`);
  assert.match(page.url(), /\/kk\/register$/);
  assert.deepEqual(problems, []);
  await context.close();
});
