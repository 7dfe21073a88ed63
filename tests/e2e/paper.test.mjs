// Paper questionnaires keyed by the office, by the keyboard alone: the same pages and checks, no script; a sample is keyed a
// second time by somebody else, what differs is shown; sent once, with a receipt, and not readable afterwards.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {planOf} from './household.mjs';
import {signIn} from './office.mjs';
import {editionKeyingTwice, enter, form, keyHousehold, openPaper, sendByKeys} from './paper.mjs';
import {holds, keyboard, shot} from './walk.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => browser?.close());

test('a whole household keyed by keys alone, sent with a receipt, closed afterwards', async () => {
  const census = await startCensus({households: 20, edition: editionKeyingTwice(0)});
  try {
    const {page, context, problems} = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(page, census, 'mangystau');
    for (const language of ['kk', 'en', 'ru']) {
      await page.goto(`${census.site}/${language}/office/paper`);
      await holds(page, 'office-paper', language);
      await keyboard(page);
    }
    await openPaper(page, census, 'ru', 'tp 00-17');
    await form(page);
    const first = page.url();
    for (const language of ['kk', 'en', 'ru']) {
      await page.goto(first.replace('/ru/', `/${language}/`));
      await holds(page, 'office-paper-page', language);
    }
    await page.reload();
    const pages = await keyHousehold(page, planOf('couple'));
    assert.ok(pages > 5, `${pages} pages`);
    await holds(page, 'office-paper-review', 'ru');
    await page.reload();
    await sendByKeys(page);
    await page.locator('.notice.success').waitFor();
    assert.match(await page.locator('.notice.success').innerText(), /Квитанция № \d+/);
    await holds(page, 'office-paper-sent', 'ru');
    assert.equal((await page.goto(first)).status(), 403, 'the answers do not open again');
    await openPaper(page, census, 'ru', 'TP0017');
    assert.match(await page.locator('main').innerText(), /уже отправлена/);
    await page.goto(`${census.site}/ru/office/audit`);
    const log = await page.locator('main').innerText();
    for (const deed of ['paper.open', 'paper.send']) assert.ok(log.includes(deed), deed);
    const bureau = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(bureau.page, census, 'bureau');
    for (let i = 0; i < 20 && !(await bureau.page.locator('th', {hasText: 'Бумага'}).count()); ++i) {
      await bureau.page.waitForTimeout(500);  // the household counts where it lives
      await bureau.page.goto(`${census.site}/ru/office/progress`);
    }
    await shot(bureau.page, 'office-paper-progress');
    assert.ok(await bureau.page.locator('th', {hasText: 'Бумага'}).count());
    await bureau.context.close();
    assert.deepEqual(problems.filter((text) => !/40[13]|422/.test(text)), []);
    await context.close();
  } finally {
    await census.stop();
  }
});

test('a paper of the sample is keyed again by somebody else, who sees what differs', async () => {
  const census = await startCensus({households: 20, edition: editionKeyingTwice(100)});
  try {
    const plan = planOf('couple');
    const one = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(one.page, census, 'mangystau');
    await openPaper(one.page, census, 'ru', 'TP 5');
    const first = one.page.url();
    await keyHousehold(one.page, plan);
    await sendByKeys(one.page);
    assert.match(await one.page.locator('main').innerText(), /второй раз/);
    assert.equal((await one.page.goto(first)).status(), 403, 'who keyed it first reads it no more');
    await one.page.goto(`${census.site}/ru/office/paper`);
    assert.doesNotMatch(await one.page.locator('main').innerText(), /TP5/, 'nobody checks their own keying');

    const other = await visitor(browser, {viewport: {width: 1200, height: 900}});
    await signIn(other.page, census, 'bureau');
    await other.page.goto(`${census.site}/ru/office/paper`);
    await other.page.locator('tbody button').focus();
    await enter(other.page);
    const differing = {answers: {...plan.answers, house: '77'}, members: plan.members};
    await keyHousehold(other.page, differing);
    assert.match(await other.page.locator('main').innerText(), /расходится с первым вводом: 1\./);
    await one.page.goto(`${census.site}/ru/office/paper`);
    assert.doesNotMatch(await one.page.locator('main').innerText(), /TP5/, 'not even to take it over');
    await sendByKeys(other.page);
    const table = other.page.locator('table', {hasText: 'Расхождения'});
    assert.equal(await table.locator('tbody tr').count(), 1);
    assert.match(await table.innerText(), /77/);
    assert.match(other.page.url(), /differences$/);
    await holds(other.page, 'office-paper-differences', 'ru');
    await other.page.locator('button[name=confirmed]').focus();
    await enter(other.page);
    assert.match(await other.page.locator('main').innerText(), /Квитанция № \d+/);
    await other.page.goto(`${census.site}/ru/office/audit`);
    assert.match(await other.page.locator('main').innerText(), /paper\.differences/);
    await other.context.close();
    await one.context.close();
  } finally {
    await census.stop();
  }
});
