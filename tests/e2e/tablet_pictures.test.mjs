// Photos on the tablet: of the building at a visit and as an answer, taken without network, sealed on the device, sent in
// parts over a network that breaks, confirmed only when all of them are stored, seen by the office with an audit line.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {ofTablet, signIn} from './office.mjs';
import {editionWith, housePhoto} from './specimen_edition.mjs';
import {holds, shot, through} from './walk.mjs';

const pin = '274915';
let census, browser;
before(async () => {
  // The page an interview begins with holds the photo: the address is known.
  census = await startCensus({households: 20, edition: editionWith(housePhoto, 'premises_type')});
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await census?.stop();
});

async function enrolled() {
  const office = await visitor(browser, {viewport: {width: 1200, height: 900}});
  await signIn(office.page, census, 'mangystau');
  await office.page.goto(`${census.site}/ru/office/tablets`);
  await office.page.locator('[name=label]').fill('А-018');
  await through(office.page, office.page.locator('section form button'));
  const code = await office.page.locator('.notice code').innerText();
  const tablet = await visitor(browser);
  await tablet.page.goto(`${census.site}/tablet/?lang=ru`);
  for (const [id, text] of [['code', code], ['pin', pin], ['again', pin]]) await tablet.page.locator(`#${id}`).fill(text);
  await tablet.page.locator('button.primary').click();
  await tablet.page.locator('#code').waitFor({state: 'detached'});
  await office.page.goto(`${census.site}/ru/office/tablets`);
  await ofTablet(office.page, 'form[action$="/assign"] button');
  await handIn(tablet.page);
  await tablet.page.locator('[data-do=back]').click();
  await tablet.page.waitForFunction(() => document.querySelectorAll('button.case').length === 20);
  return {office, tablet};
}

async function handIn(page) {
  await page.locator('[data-go=work]').click();
  await page.locator('[data-do=now]').click();
}

/** Noise, so that the photo stays large and goes in many parts. */
async function photo(page, seed) {
  const bytes = await page.evaluate(async (first) => {
    const canvas = document.createElement('canvas');
    canvas.width = 900;
    canvas.height = 700;
    const context = canvas.getContext('2d'), image = context.createImageData(900, 700);
    let state = first;
    for (let i = 0; i < image.data.length; ++i) image.data[i] = i % 4 === 3 ? 255 : (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16 & 255;
    context.putImageData(image, 0, 0);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, seed);
  return {name: 'house.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes)};
}

const counts = (page) => page.evaluate(() => [...document.querySelectorAll('.review .answer')].map((row) => row.innerText.replace(/\s+/g, ' ')));

test('taken offline, sent in parts over a breaking network, confirmed when whole, seen by the office', async () => {
  const {office, tablet} = await enrolled();
  const {page, context, problems} = tablet;
  await context.setOffline(true);
  await page.locator('button.case').first().click();
  await page.locator('[data-go=visit]').click();
  await page.locator('#outcome-nobody_home').check();
  await page.locator('#photos').setInputFiles({name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo')});
  await page.locator('button.primary').click();
  await page.locator('#photos-error').waitFor();
  await page.locator('#photos').setInputFiles(await photo(page, 7));
  await holds(page, 'tablet-visit-photo', 'ru');
  await page.locator('#outcome-nobody_home').check();
  await page.locator('button.primary').click();
  await page.waitForFunction(() => document.querySelector('img.picture')?.naturalWidth === 900);
  await shot(page, 'tablet-case-photo');
  await page.locator('[data-go=interview]').click();
  await shot(page, 'tablet-interview-photo');
  await page.locator('form#page input[type=file]').setInputFiles(await photo(page, 11));
  await page.waitForFunction(() => document.querySelector('form#page img.picture')?.naturalWidth === 900);
  await page.locator('[data-do=back]').click();
  await page.locator('ul.pictures').waitFor();
  assert.equal(await page.locator('ul.pictures img').count(), 2);

  const readable = await page.evaluate(async () => {
    const open = (name) => new Promise((done) => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result); });
    const db = await open('sanaq-tablet-pictures');
    const rows = await new Promise((done) => { const r = db.transaction('picture').objectStore('picture').getAll(); r.onsuccess = () => done(r.result); });
    db.close();
    return rows.map((row) => ({size: row.bytes.length, jpeg: row.bytes[0] === 0xff && row.bytes[1] === 0xd8, names: Object.keys(row).sort().join()}));
  });
  assert.equal(readable.length, 2);
  assert.ok(readable.every((row) => !row.jpeg && row.size > 200_000 && row.names === 'bytes,iv'), 'sealed on the device');

  // Every third answer is lost; a call with parts never confirms an entry that names an unfinished photo.
  let calls = 0;
  await page.route('**/device/sync', async (route) => {
    const response = await route.fetch().catch(() => undefined);
    return ++calls % 3 === 0 || !response ? route.abort() : route.fulfill({response});
  });
  await page.locator('[data-do=back]').click();
  await context.setOffline(false);
  await handIn(page);
  for (let i = 0; i < 40 && !(await counts(page)).some((row) => /Снимки всего 2, не отправлено 0/.test(row)); ++i) {
    await page.waitForTimeout(500);
    await page.locator('[data-do=now]').click();
  }
  assert.ok((await counts(page)).some((row) => /Снимки всего 2, не отправлено 0/.test(row)), (await counts(page)).join('; '));
  assert.ok(calls > 8, `${calls} calls: in parts`);
  await holds(page, 'tablet-work-photo', 'ru');
  assert.deepEqual(problems.filter((text) => !/ERR_FAILED|ERR_INTERNET_DISCONNECTED/.test(text)), []);

  await office.page.goto(`${census.site}/ru/office/pictures`);
  await holds(office.page, 'office-pictures', 'ru');
  await office.page.setViewportSize({width: 1200, height: 900});
  await through(office.page, office.page.locator('tbody a').first());
  await office.page.waitForFunction(() => document.querySelectorAll('img.picture').length === 2 &&
    [...document.querySelectorAll('img.picture')].every((image) => image.naturalWidth === 900));
  await holds(office.page, 'office-case-pictures', 'ru');
  const address = new URL(await office.page.locator('img.picture').first().evaluate((image) => image.src)).pathname;
  await office.page.goto(`${census.site}/ru/office/audit`);
  assert.match(await office.page.locator('main').innerText(), /picture\.view/);
  assert.deepEqual(office.problems.filter((text) => !/401/.test(text)), [], 'the log-in page alone is a 401');

  const other = await visitor(browser);
  await signIn(other.page, census, 'commission');
  const refused = await other.page.evaluate(async (path) => (await fetch(path)).status, address);
  assert.equal(refused, 403, 'who has no permission sees no photo');
  for (const one of [office, tablet, other]) await one.context.close();
});
