// A question for a photo: with the script it is made smaller and sent at once, without one it goes with the page; another
// device sees it; what is no picture is told; nothing of where and when it was taken is kept.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {chooseAddress, freshIin, register} from './household.mjs';
import {photo} from './photo.mjs';
import {editionWith, housePhoto} from './specimen_edition.mjs';
import {holds, keyboard, through} from './walk.mjs';

let census, browser, phones = 80;
before(async () => {
  census = await startCensus({households: 20, edition: editionWith(housePhoto, 'flat')});
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await census?.stop();
});

const kept = 'input[type=checkbox][name="q.house_photo"]';

async function begin(language, options = {}) {
  const who = {iin: freshIin(), phone: `+7 700 000 01 ${phones++}`};
  const visit = await visitor(browser, options);
  await visit.page.goto(`${census.site}/en/demo/document?iin=${who.iin}`);
  who.document = await visit.page.locator('.document').innerText();
  await register(visit.page, census, language, who);
  await chooseAddress(visit.page);
  await visit.page.goto(`${census.site}/${language}/q/house_address`);
  return visit;
}

async function stored(page) {
  return page.evaluate(async () => {
    const image = document.querySelector('img.picture');
    await image.decode();
    const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
    return {width: image.naturalWidth, height: image.naturalHeight, text: new TextDecoder('latin1').decode(bytes)};
  });
}

for (const language of ['kk', 'ru', 'en']) {
  test(`with the script (${language}): shown, replaced, removed, seen on a second device`, async () => {
    const {context, page, problems} = await begin(language);
    await page.waitForSelector('html[data-engine=on]');
    const file = () => page.locator('input[type=file]');
    assert.equal(await page.locator('.picture-send').isVisible(), false);
    await file().setInputFiles(await photo(page));
    await page.waitForSelector(kept);
    const first = await stored(page);
    assert.equal(first.width, 1600);
    assert.equal(first.height, 800);
    assert.doesNotMatch(first.text, /Exif|51\.1694/);
    await holds(page, 'picture', language);
    await keyboard(page);
    const before = await page.locator(kept).inputValue();
    await file().setInputFiles(await photo(page, 300, 300));
    await page.waitForFunction((was) => document.querySelector('input[type=checkbox][name="q.house_photo"]')?.value !== was, before);
    assert.equal((await stored(page)).width, 300);
    const second = await context.newPage();
    await page.waitForFunction(() => document.querySelector('#status').dataset.state === 'saved');
    await second.goto(`${census.site}/${language}/q/house_address`);
    assert.equal((await stored(second)).width, 300);
    await page.locator(`${kept} + label`).click();
    await page.waitForFunction(() => !document.querySelector('img.picture'));
    assert.equal(await page.locator('input[type=file]').count(), 1);
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test('what cannot be read as a photo is told, and nothing is lost', async () => {
  const {context, page} = await begin('ru');
  await page.waitForSelector('html[data-engine=on]');
  await page.locator('input[type=file]').setInputFiles({name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo')});
  await page.waitForFunction(() => /не отправлен/.test(document.querySelector('#status').textContent));
  assert.equal(await page.locator(kept).count(), 0);
  await context.close();
});

test('without the script: the photo goes with the page, is shown, replaced, refused, removed', async () => {
  const {context, page} = await begin('kk', {javaScriptEnabled: false});
  const other = await visitor(browser);
  const small = await photo(other.page, 320, 200);
  const show = page.locator('.picture-send');
  await page.locator('input[type=file]').setInputFiles(small);
  await through(page, show);
  assert.equal(await page.locator(kept).isChecked(), true);
  const name = await page.locator(kept).inputValue();
  const answer = await context.request.get(`${census.site}/q/pictures/${name}`);
  assert.equal(answer.headers()['content-type'], 'image/jpeg');
  assert.doesNotMatch((await answer.body()).toString('latin1'), /Exif|51\.1694/);
  await page.locator('input[type=file]').setInputFiles({name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>')});
  await through(page, show);
  assert.match(await page.locator('.error').first().innerText(), /сурет емес/);
  assert.equal(await page.locator(kept).inputValue(), name, 'the photo that was there stays');
  await page.locator(kept).uncheck();
  await through(page, page.locator('button[value=next].primary'));
  await page.goto(`${census.site}/kk/q/house_address`);
  assert.equal(await page.locator(kept).count(), 0);
  assert.equal((await other.context.request.get(`${census.site}/q/pictures/${name}`)).status(), 401, 'nobody else sees it');
  await other.context.close();
  await context.close();
});

test('a household that names a photo nobody has is not submitted', async () => {
  const {context, page} = await begin('en');
  await page.waitForSelector('html[data-engine=on]');
  const refused = await page.evaluate(async () => {
    const state = await (await fetch('/q/state')).json();
    const operation = {op: 'answer', question: 'house_photo', value: 'A'.repeat(43)};
    const sent = await fetch('/q/operations', {method: 'POST', headers: {'content-type': 'application/json'},
      body: JSON.stringify({csrf: state.csrf, device: crypto.randomUUID(), from: 1, cursor: state.cursor, operations: [operation]})});
    const form = new URLSearchParams({csrf: state.csrf});
    const answer = await fetch('/en/submit', {method: 'POST', body: form});
    return [sent.status, answer.status, await answer.text()];
  });
  assert.equal(refused[0], 200);
  assert.equal(refused[1], 422);
  assert.match(refused[2], /has not reached us/);
  await context.close();
});
