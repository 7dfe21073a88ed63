// The office enrols a tablet and gives it addresses; the interviewer works without network and hands in.
import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
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
  census = await startCensus({households: 20});
  browser = await startBrowser();
  if (shots) mkdirSync(resolve(shots), {recursive: true});
});
after(async () => {
  await browser?.close();
  await census?.stop();
});

const shot = (page, name) => shots && page.screenshot({path: resolve(shots, `${name}.png`), fullPage: true});

test('from the one-time code to work the office has confirmed', async () => {
  const office = await visitor(browser, {viewport: {width: 1200, height: 900}});
  await signIn(office.page, census, 'mangystau');
  await office.page.goto(`${census.site}/ru/office/tablets`);
  await office.page.locator('[name=label]').fill('А-017');
  await through(office.page, office.page.locator('section form button'));
  const code = await office.page.locator('.notice code').innerText();
  await noViolations(office.page);

  const {page, context, problems} = await visitor(browser, {viewport: {width: 420, height: 900}});
  await page.goto(`${census.site}/tablet/?lang=ru`);
  await page.locator('#code').fill(code);
  await page.locator('#pin').fill(pin);
  await page.locator('#again').fill(pin);
  await shot(page, 'tablet-enrol');
  await page.locator('button.primary').click();
  await page.locator('#code').waitFor({state: 'detached'});

  await office.page.goto(`${census.site}/ru/office/tablets`);
  await ofTablet(office.page, 'form[action$="/assign"] button');
  await office.page.locator('tbody tr').waitFor();
  await shot(office.page, 'office-tablets');

  await page.locator('[data-go=work]').click();
  await page.locator('[data-do=now]').click();
  await page.locator('[data-do=back]').click();
  await page.waitForFunction(() => document.querySelectorAll('button.case').length === 20);
  await noViolations(page);
  await shot(page, 'tablet-list');
  await page.locator('[data-go=map]').click();
  await page.locator('#map canvas').first().waitFor();
  await page.locator('[data-do=after]').click();
  await page.locator('.building button.case').first().waitFor();
  await noViolations(page);
  await shot(page, 'tablet-map');
  await page.locator('[data-do=back]').click();
  await context.setOffline(true);
  await page.locator('button.case').first().click();
  await page.locator('[data-go=interview]').click();
  await page.locator('form#page').waitFor();
  await noViolations(page);
  await shot(page, 'tablet-interview');
  const region = await page.locator('form#page').innerText();
  assert.match(region, /\S/);
  await page.locator('form#page .actions button[value=next]').click();
  await context.setOffline(false);

  // At a door: the centre is asked.
  await page.locator('[data-do=back]').click();
  await page.locator('[data-go=visit]').waitFor();
  await page.locator('[data-do=back]').click();
  await page.locator('[data-go=work]').waitFor();
  await page.locator('[data-go=door]').click();
  await page.locator('#code').fill('7K2M-9QXR-T4WD');
  await page.locator('#code').press('Enter');
  await page.getByText('Нет: ответов в центре нет').waitFor();
  await noViolations(page);
  await shot(page, 'tablet-door');

  // Locked by the office: handed in and sealed; opened with its code and the PIN; at work again when it says so.
  await office.page.goto(`${census.site}/ru/office/tablets`);
  await ofTablet(office.page, 'form[action$="/state"] button[value="2"]');
  await page.locator('[data-do=back]').click();
  await page.locator('[data-go=work]').click();
  await page.locator('[data-do=now]').click();
  await page.locator('#release').waitFor();
  await noViolations(page);
  await shot(page, 'tablet-sealed');
  await office.page.goto(`${census.site}/ru/office/tablets`);
  await ofTablet(office.page, 'form[action$="/release"] button');
  await noViolations(office.page);
  await shot(office.page, 'office-release');
  const [number, release] = (await office.page.locator('.notice code').first().innerText()).split(': ');
  assert.match(await page.locator('label[for=release]').innerText(), new RegExp(`№ ${number}$`));
  await office.page.goto(`${census.site}/ru/office/tablets`);
  await ofTablet(office.page, 'form[action$="/state"] button[value="1"]');
  await page.locator('#release').fill(release);
  await page.locator('#pin').fill(pin);
  await page.locator('button.primary').click();
  await page.waitForFunction(() => document.querySelectorAll('button.case').length > 0);
  assert.deepEqual(problems, []);
  await context.close();
  await office.context.close();
});
