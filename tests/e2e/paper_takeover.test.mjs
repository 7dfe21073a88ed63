// A paper goes over to a colleague; a photo that is pinned to a paper.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {planOf} from './household.mjs';
import {signIn} from './office.mjs';
import {editionKeyingTwice, form, keyPage, openPaper} from './paper.mjs';
import {photo} from './photo.mjs';
import {editionWith, housePhoto} from './specimen_edition.mjs';
import {holds, through} from './walk.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => browser?.close());

test('a colleague goes on with a half-keyed paper, openly and with a reason; whose it was is told', async () => {
  const census = await startCensus({households: 20, edition: editionKeyingTwice(0)});
  try {
    const away = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(away.page, census, 'mangystau');
    await openPaper(away.page, census, 'ru', 'TP 9');
    const first = away.page.url();
    const order = [];
    for (let i = 0; i < 10 && away.page.url() === first; ++i) await keyPage(away.page, planOf('couple'), order);
    const keyed = away.page.url();
    assert.notEqual(keyed, first);

    const {page, context} = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(page, census, 'bureau');
    for (const language of ['kk', 'en', 'ru']) {
      await page.goto(`${census.site}/${language}/office/paper`);
      await holds(page, 'office-paper-taken', language);
    }
    assert.match(await page.locator('tbody').innerText(), /TP9[\s\S]*mangystau/);
    await through(page, page.locator('tbody a'));
    const ask = page.url();
    for (const language of ['kk', 'en', 'ru']) {
      await page.goto(ask.replace('/ru/', `/${language}/`));
      await holds(page, 'office-paper-take-over', language);
    }
    await through(page, page.locator('main button.primary'));
    assert.match(await page.locator('#main').innerText(), /Выберите причину/);
    await page.locator('#reason').selectOption('leave');
    await through(page, page.locator('main button.primary'));
    await form(page);
    assert.notEqual(page.url(), first, 'goes on after what was keyed');
    await page.goto(first);
    const answered = await page.locator('form#page :is(input[type=radio]:checked, input[type=text], select)')
      .evaluateAll((all) => all.filter((field) => field.value !== '').length);
    assert.ok(answered > 0, 'what was keyed is there');

    assert.equal((await away.page.goto(keyed)).status(), 409);
    assert.match(await away.page.locator('main').innerText(), /Анкету № TP9 принял коллега/);
    await page.goto(`${census.site}/ru/office/audit`);
    assert.match(await page.locator('main').innerText(), /paper\.take_over[\s\S]*from mangystau, reason leave/);
    await context.close();
    await away.context.close();
  } finally {
    await census.stop();
  }
});

test('a paper with a photo pinned to it: its scan goes with the page, without a script', async () => {
  const census = await startCensus({households: 20, edition: editionWith(housePhoto, 'flat')});
  try {
    const {page, context} = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(page, census, 'mangystau');
    await openPaper(page, census, 'ru', 'TP 11');
    const base = page.url().replace(/\/q\/.*$/, '');
    for (let pages = 0; pages < 10 && !(await page.locator('input[type=file]').count()); ++pages)
      await keyPage(page, planOf('couple'), []);
    const file = page.locator('input[type=file]'), kept = page.locator('input[type=checkbox][name="q.house_photo"]');
    await file.setInputFiles({name: 'scan.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture')});
    await through(page, page.locator('.picture-send'));
    assert.match(await page.locator('.error').first().innerText(), /не/);
    assert.equal(await kept.count(), 0);
    await file.setInputFiles(await photo(page, 320, 200));
    await through(page, page.locator('.picture-send'));
    assert.equal(await kept.isChecked(), true);
    await page.goto(`${base}/q/house_address`);
    await holds(page, 'office-paper-photo', 'ru');
    const source = await page.locator('img.picture').getAttribute('src');
    assert.match(source, /\/office\/paper\/[0-9a-f-]+\/pictures\//);
    const answer = await page.request.get(new URL(source, page.url()).href);
    assert.equal(answer.status(), 200);
    await context.close();
  } finally {
    await census.stop();
  }
});
