// Texts that no machine could code wait for clerks: the page, its languages, and what a decision does.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {signIn} from './office.mjs';
import {holds, keyboard, through} from './walk.mjs';

let browser;
before(async () => { browser = await startBrowser(); });
after(async () => browser?.close());

/** Two people of the post-enumeration survey, side by side: one of them or two. */
async function decidePair(page, census) {
  for (const path of ['coverage', 'coverage/pair'])
    for (const language of ['kk', 'ru', 'en']) {
      await page.goto(`${census.site}/${language}/office/${path}`);
      await holds(page, `office-${path.replace('/', '-')}`, language);
    }
  await keyboard(page);
  assert.match(await page.locator('tbody').innerText(), /1980\s+1981\s+differs/);
  await through(page, page.locator('main button.primary'));
  assert.match(await page.locator('#main').innerText(), /Choose a decision/);
  await page.locator('input[value=other]').check();
  await through(page, page.locator('main button.primary'));
  assert.doesNotMatch(await page.locator('tbody').innerText(), /1981/, 'the next pair');
}

test('a clerk says what a text means, and the next one comes', async () => {
  const census = await startCensus({households: 400});
  try {
    const {page} = await visitor(browser, {viewport: {width: 1280, height: 900}});
    await signIn(page, census, 'bureau');
    for (const language of ['kk', 'ru', 'en']) {
      await page.goto(`${census.site}/${language}/office/coding`);
      await holds(page, 'office-coding', language);
    }
    const topic = page.locator('tbody tr').filter({hasNot: page.locator('td:first-of-type', {hasText: /^0$/})}).locator('a').first();
    assert.ok(await topic.count(), 'a text of the demo is open');
    await through(page, topic);
    const at = page.url();
    for (const language of ['kk', 'ru', 'en']) {
      await page.goto(at.replace('/en/', `/${language}/`));
      await holds(page, 'office-coding-text', language);
    }
    await keyboard(page);
    const text = await page.locator('blockquote').innerText();
    await through(page, page.locator('main button.primary'));
    assert.match(await page.locator('#main').innerText(), /Choose a meaning/);
    await page.locator('input[type=radio]').last().check();
    await through(page, page.locator('main button.primary'));
    assert.notEqual(await page.locator('blockquote').innerText().catch(() => ''), text, 'the next text, or none');
    await decidePair(page, census);
  } finally { await census.stop(); }
});
