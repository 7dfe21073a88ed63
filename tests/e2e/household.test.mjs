// A whole household of five in each language, without JavaScript, and with a second device: from registration to the
// certificate, in a real browser.
import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {resolve} from 'node:path';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {answerAll, chooseAddress, freshIin, planOf, register, submit} from './household.mjs';
import {answerByKeyboard, submitByKeyboard} from './keyboard.mjs';
import {noViolations} from './accessibility.mjs';

const shots = process.env.SANAQ_SHOTS;
let census, browser;
before(async () => {
  census = await startCensus();
  browser = await startBrowser();
  if (shots) mkdirSync(resolve(shots), {recursive: true});
});
after(async () => {
  await browser?.close();
  await census?.stop();
});

let phones = 10;
async function person() {
  const iin = freshIin();
  const response = await fetchDocument(iin);
  return {iin, document: response, phone: `+7 700 000 00 ${phones++}`};
}
// The stand-in of the register tells the demo which document belongs to a number.
async function fetchDocument(iin) {
  const {page, context} = await visitor(browser);
  await page.goto(`${census.site}/en/demo/document?iin=${iin}`);
  const text = await page.locator('.document').innerText();
  await context.close();
  return text;
}

// Codes of the members on the page after submission, without the number of the receipt.
async function codesOf(page) {
  return (await page.locator('.code').allInnerTexts()).filter((text) => /^\w{4}-\w{4}-\w{4}$/.test(text.trim()));
}

async function shot(page, name) {
  if (shots) await page.screenshot({path: resolve(shots, `${name}.png`), fullPage: true});
}

for (const language of ['kk', 'ru', 'en']) {
  test(`a household of five answers in ${language}`, async () => {
    const {context, page, problems} = await visitor(browser);
    const plan = planOf('family_of_five');
    await register(page, census, language, await person());
    await chooseAddress(page);
    let number = 0;
    await answerAll(page, plan, async (open, address) => {
      assert.equal(await open.locator('html').getAttribute('lang'), language);
      number++;
      if (language === 'ru' && number % 4 === 1) await shot(open, `q-${String(number).padStart(2, '0')}-${address.replace(/\W/g, '_')}`);
      if (number % 5 === 1) await noViolations(open);
    });
    await noViolations(page);
    await shot(page, `review-${language}`);
    await submit(page);
    await noViolations(page);
    await shot(page, `done-${language}`);
    const codes = await codesOf(page);
    assert.equal(codes.length, 5);
    await page.goto(`${census.site}/${language}/verify?code=${encodeURIComponent(codes[2])}`);
    assert.equal(await page.locator('.result.good').count(), 1);
    const pdf = await context.request.get(`${census.site}/${language}/certificate`);
    assert.equal(pdf.status(), 200);
    assert.match((await pdf.body()).subarray(0, 5).toString(), /%PDF-/);
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test('a household answers by the keyboard alone', async () => {
  const {context, page, problems} = await visitor(browser);
  await register(page, census, 'kk', await person());
  await chooseAddress(page);
  await page.waitForSelector('html[data-engine=on]');
  assert.ok(await answerByKeyboard(page, planOf('couple')) > 10);
  await submitByKeyboard(page);
  assert.equal((await codesOf(page)).length, 2);
  assert.deepEqual(problems, []);
  await context.close();
});

test('a household answers without JavaScript', async () => {
  const {context, page} = await visitor(browser, {javaScriptEnabled: false});
  await register(page, census, 'ru', await person());
  await chooseAddress(page);
  await answerAll(page, planOf('couple'), undefined, 'plain');
  await submit(page);
  assert.equal((await codesOf(page)).length, 2);
  await context.close();
});

test('a draft goes on on another device, and a closed tab loses nothing', async () => {
  const who = await person();
  const first = await visitor(browser);
  await register(first.page, census, 'ru', who);
  await chooseAddress(first.page);
  await first.page.waitForSelector('html[data-engine=on]');
  await first.page.goto(`${census.site}/ru/q/dwelling`).catch(() => {});
  const before = first.page.url();
  await first.context.close();
  const second = await visitor(browser);
  await register(second.page, census, 'kk', who);
  await second.page.waitForURL(/\/kk\/q\//);
  assert.ok(before.includes('/ru/q/'));
  const street = await second.context.request.get(`${census.site}/q/state`);
  const state = await street.json();
  assert.ok(state.answers.answers.street, 'the address chosen on the first device is there');
  await second.context.close();
});
