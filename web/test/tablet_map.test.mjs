// The walk of the interviewer's app in a real browser: route, filters, appointments, map, where a visit was.
import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {resolve} from 'node:path';
import {after, test} from 'node:test';
import {caseId} from './tablet_server.mjs';
import {end, enrol, looksRight, newTablet, patience, synchronise, unlock} from './tablet_walk.mjs';

const shots = process.env.SANAQ_SHOTS;
if (shots) mkdirSync(resolve(shots), {recursive: true});
after(end);

/** A tablet with addresses 1 … count, enrolled, its list on the screen. */
async function tabletWith(count, {language = 'en', ...options} = {}) {
  const tablet = await newTablet({options: {bypassCSP: true, ...options}, query: `?lang=${language}`});
  await enrol(tablet, Array.from({length: count}, (_, i) => i + 1));
  await tablet.page.locator('[data-sync=good]').waitFor();
  return tablet;
}

const shot = (page, name) => shots && page.screenshot({path: resolve(shots, `${name}.png`), fullPage: true});
const shown = (page, list = 'todo') => page.locator(`#route-${list} button.case`);
const idOf = (button) => button.getAttribute('data-case');

async function sound(page, name) {
  await looksRight(page, name);
  const small = await page.evaluate(() => [...document.querySelectorAll('button:not(.default-button), header a')]
    .filter((e) => e.getBoundingClientRect().height < 43.9).map((e) => e.outerHTML.slice(0, 120)));
  assert.deepEqual(small, [], `${name}: targets too small`);
}

test('the list is a route: buildings along the way, found by house number, chosen by state', patience, async () => {
  const {page, server, faults} = await tabletWith(12);
  const numbers = await shown(page).locator('.stop').allTextContents();
  assert.deepEqual(numbers, Array.from({length: 12}, (_, i) => String(i + 1)));
  assert.equal(await idOf(shown(page).first()), caseId(1));  // where the office's order begins
  const walk = await page.locator('.walk').innerText();
  assert.match(walk, /12 addresses in 12 buildings, about [\d.,]+ (m|km)/);
  await shot(page, 'walk-list');

  await page.locator('#search').fill('1');
  await page.waitForFunction(() => document.querySelectorAll('button.case').length === 1);  // house 1, not 10, 11, 12
  await page.locator('#search').fill('абай 12 7');
  await page.waitForFunction((id) => document.querySelector('button.case')?.dataset.case === id && document.querySelectorAll('button.case').length === 1, caseId(12));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'search');
  await page.locator('#search').fill('');
  await page.waitForFunction(() => document.querySelectorAll('button.case').length === 12);

  await server.native.call('office.complete', {case: caseId(3)});
  await synchronise(page);
  await page.locator('[data-notice=left]').getByText('Answered online, no visit needed: 1').waitFor();
  assert.match(await page.locator('[data-notice=left] li').innerText(), /house 3, flat 7/);
  await sound(page, 'list with a notice');
  await shot(page, 'walk-left');
  assert.equal(await shown(page).count(), 11);
  await page.locator('[data-do=read]').click();
  await page.locator('[data-notice=left]').waitFor({state: 'detached'});
  await page.locator('[data-do="filter:online"]').click();
  assert.equal(await idOf(page.locator('button.case')), caseId(3));
  await page.locator('[data-do="filter:todo"]').click();
  assert.equal(await page.locator('button.case').count(), 11);
  assert.deepEqual(faults, []);
});

test('an appointment is under today, and comes up half an hour before its time', patience, async () => {
  const {page, faults} = await tabletWith(4);
  await page.clock.install({time: new Date('2021-10-05T14:00:00')});
  await page.reload();
  await unlock(page);
  await page.locator(`button.case[data-case="${caseId(4)}"]`).click();
  await page.locator('[data-go=visit]').click();
  await page.getByLabel('Appointment').check();
  await page.locator('#next').fill('2021-10-05T15:00');
  await page.locator('form button.primary').click();
  await page.getByText('The visit is recorded').waitFor();
  await page.locator('[data-do=back]').click();
  await page.locator('[data-do="filter:today"]').click();
  assert.equal(await idOf(page.locator('button.case')), caseId(4));
  await page.locator('[data-do="filter:all"]').click();
  assert.equal(await page.locator('#route-due').count(), 0);
  for (let minutes = 0; minutes < 36; minutes += 4) {  // under five minutes, or the tablet locks itself
    await page.clock.fastForward(4 * 60_000);
    await page.locator('h1').click();
  }
  assert.equal(await idOf(shown(page, 'due')), caseId(4));
  assert.equal(await shown(page).count(), 3);
  assert.deepEqual(faults, []);
});

test('the map without network: buildings, route, keys, from the map to the address', patience, async () => {
  for (const [language, colorScheme] of [['kk', 'light'], ['ru', 'dark'], ['en', 'light']]) {
    const {page, context, server, faults} = await tabletWith(12, {language, colorScheme, viewport: {width: 320, height: 700}});
    await page.waitForFunction(async () => navigator.serviceWorker.controller && (await caches.match('/tablet/')) && (await caches.match('/assets/boundaries-1.json')));
    server.state.down = true;
    await context.setOffline(true);
    await page.locator('[data-go=map]').click();
    const map = page.locator('#map');
    await map.locator('canvas').first().waitFor();
    await page.getByText('geokz').waitFor();
    const picture = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
      const colours = new Set();
      let sum = 0;
      for (const canvas of document.querySelectorAll('#map canvas')) {
        const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) { colours.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]); sum = (sum * 31 + data[i]) % 1e9; }
      }
      resolve({colours: colours.size, sum, shift: document.querySelector('#map canvas').style.transform});
    }))));
    const before = await picture();
    assert.ok(before.colours > 20, 'something is drawn');
    await map.focus();
    await page.keyboard.press('ArrowRight');
    assert.match((await picture()).shift, /translate\(-80px, 0px\)/);
    await page.keyboard.press('+');
    assert.notEqual((await picture()).sum, before.sum);
    await page.keyboard.press('Home');
    await page.locator('[data-do=after]').click();
    await page.locator('.building').waitFor();
    await page.locator('[data-do=after]').click();
    await sound(page, `map ${language}`);
    await shot(page, `map-${language}`);
    await page.locator('.building button.case').click();
    await page.locator('[data-go=visit]').waitFor();
    await page.goBack();
    await page.locator('.building').waitFor();  // the address just left is the one chosen
    assert.deepEqual(faults, []);
  }
});

test('where a visit was: noted and rounded, too far, refused, turned off', patience, async () => {
  const {page, context, server, faults} = await tabletWith(3);
  const log = async (n) => JSON.parse(await server.native.call('office.log', {case: caseId(n)})).map(({payload}) => JSON.parse(payload));
  const visit = async (n, noted, look = async () => {}) => {
    await page.locator(`button.case[data-case="${caseId(n)}"]`).click();
    await page.locator('[data-go=visit]').click();
    await page.getByLabel('Nobody at home').check();
    await page.locator(`[data-position=${noted}]`).waitFor();
    assert.ok(await page.getByLabel('Nobody at home').isChecked());  // the note came and left the form alone
    await look();
    await page.locator('form button.primary').click();
    await page.getByText('The visit is recorded').waitFor();
    await sound(page, `visit ${noted}`);
    await page.locator('[data-do=back]').click();
    await synchronise(page);
  };
  await context.clearPermissions();
  await visit(1, 'denied');
  assert.deepEqual((await log(1)).at(-1), {outcome: 'nobody_home'});

  await context.grantPermissions(['geolocation'], {origin: server.origin});
  await context.setGeolocation({latitude: 43.202123456, longitude: 76.901234567, accuracy: 11.4});  // beside house 2
  await visit(2, 'found', async () => {
    assert.equal(await page.locator('.position .warning').count(), 0);
    assert.match(await page.locator('[data-position]').innerText(), /accurate to 12 m; the address is \d+ m away/);
  });
  assert.deepEqual((await log(2)).at(-1), {outcome: 'nobody_home', lat: 43.2021, lon: 76.9012, accuracy_m: 12});
  await page.locator(`button.case[data-case="${caseId(2)}"]`).click();
  await page.getByText(/Noted \d+ m from the address \(± 12 m\)/).waitFor();
  await shot(page, 'visit-noted');
  await page.locator('[data-do=back]').click();

  await context.setGeolocation({latitude: 43.22, longitude: 76.9, accuracy: 20});
  await visit(3, 'found', async () => {
    await page.locator('.position .warning').getByText('far away').waitFor();
    await shot(page, 'visit-far');
    await page.locator('[data-do=position]').click();
    await page.locator('[data-position=off]').waitFor();
    assert.equal(await page.locator('[data-do=position]').getAttribute('aria-pressed'), 'false');
  });
  assert.deepEqual((await log(3)).at(-1), {outcome: 'nobody_home'});
  assert.deepEqual(faults, []);
});
