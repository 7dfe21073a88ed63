// The office hands a tablet its profile, looks at the log of its calls and at the tablets that are silent.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {resolve} from 'node:path';
import {noViolations} from './accessibility.mjs';
import {startBrowser, startCensus, visitor} from './census.mjs';
import {ofTablet, signIn} from './office.mjs';
import {through} from './walk.mjs';

const shots = process.env.SANAQ_SHOTS;
const pin = '274915';
let census, browser;
before(async () => {
  const more = ['--device-listen', '127.0.0.1:0', '--device-site', 'open', '--vpn-endpoint', 'vpn.example:51820'];
  census = await startCensus({households: 20, more});
  browser = await startBrowser();
  if (shots) mkdirSync(resolve(shots), {recursive: true});
});
after(async () => {
  await browser?.close();
  await census?.stop();
});

const shot = (page, name) => shots && page.screenshot({path: resolve(shots, `${name}.png`), fullPage: true});

test('profile, log of synchronisations, silent tablets', async () => {
  const {page: office, problems, context} = await visitor(browser, {viewport: {width: 1200, height: 900}});
  await signIn(office, census, 'mangystau');
  problems.length = 0;  // the log-in page is a 401
  await office.goto(`${census.site}/ru/office/tablets`);
  await office.locator('[name=label]').fill('А-017');
  await through(office, office.locator('section form button'));
  const code = await office.locator('.notice code').innerText();
  await office.goto(`${census.site}/ru/office/tablets/silent`);
  assert.match(await office.locator('table').innerText(), /А-017.*\n?.*ещё не подключён/);
  await shot(office, 'channel-invited');
  await noViolations(office);

  const tablet = await visitor(browser);
  await tablet.page.goto(`${census.site}/tablet/?lang=ru`);
  for (const [field, text] of [['code', code], ['pin', pin], ['again', pin]])
    await tablet.page.locator(`#${field}`).fill(text);
  const called = tablet.page.waitForResponse(/device\/sync/);
  await tablet.page.locator('button.primary').click();
  await called;
  await tablet.context.close();

  await office.goto(`${census.site}/ru/office/tablets`);
  const row = office.locator('tbody tr');
  assert.ok((await row.boundingBox()).height < 100, 'a row takes a line while its menu is folded');
  for (const width of [320, 1200]) {  // by keys alone, and without a script
    await office.setViewportSize({width, height: 900});
    await office.locator('.menu summary').focus();
    await office.keyboard.press('Enter');
    await office.keyboard.press('Tab');
    assert.ok(await office.evaluate(() => document.activeElement.closest('.menu-items') !== null), 'Tab goes into the menu');
    const wide = await office.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} px too wide at ${width}`);
    await noViolations(office);
    await shot(office, `channel-menu-${width}`);
    await office.locator('.menu summary').press('Enter');
  }
  await ofTablet(office, 'form[action$="/profile"] button');
  await noViolations(office);
  await shot(office, 'channel-profile');
  assert.equal(await office.locator('svg.qr').count(), 1);
  const [download] = await Promise.all([
    office.waitForEvent('download'), office.locator('a[download="tunnel.conf"]').click(),
  ]);
  assert.match(readFileSync(await download.path(), 'utf8'), /Endpoint = vpn\.example:51820\n/);

  await office.goto(`${census.site}/ru/office/tablets/silent`);
  await shot(office, 'channel-silent');
  await office.goto(`${census.site}/ru/office/tablets`);
  await ofTablet(office, 'form[action$="/state"] button[value="2"]');
  await office.goto(`${census.site}/ru/office/tablets/silent`);
  assert.match(await office.locator('table').innerText(), /Планшет заблокирован/);
  assert.match(await office.locator('table').innerText(), /Программа|Свободно/);
  await noViolations(office);
  await shot(office, 'channel-silent-locked');
  await through(office, office.locator('tbody a'));
  await noViolations(office);
  await shot(office, 'channel-calls');
  assert.deepEqual(problems, []);
  await context.close();
});
