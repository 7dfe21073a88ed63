// The respondents' site in a real browser, against test/server.mjs. Needs build/web, the engine and engine_native.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, test} from 'node:test';
import {startBrowser} from './chromium.mjs';
import {startServer} from './server.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const cleanUp = [];
after(async () => {
  for (const close of cleanUp.reverse()) await close();
});

async function open(options = {}) {
  const server = await startServer();
  const context = await startBrowser(options);
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  cleanUp.push(() => server.close(), () => context.close());
  return {server, context, page, faults};
}

const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.engine === "on");
const saved = (page) => page.waitForFunction(() => document.querySelector("#status").dataset.state === "saved");
const press = (page, action) => page.locator(`form#page .actions button[value=${action}], form#page .add[value=${action}]`).click();
const path = (page) => new URL(page.url()).pathname;
const goesTo = async (page, address) => {
  for (let i = 0; i < 100 && !path(page).endsWith(`/q/${address}`); ++i) await page.waitForTimeout(50);
  assert.ok(path(page).endsWith(`/q/${address}`), `${path(page)} instead of ${address}`);
};
// Asks the page until the answer is something; unlike waitForFunction it waits for promises.
async function until(page, question) {
  for (let i = 0; i < 200; ++i) {
    const answer = await page.evaluate(question);
    if (answer) return answer;
    await page.waitForTimeout(50);
  }
  throw new Error('it never came');
}
const values = async (server) => JSON.parse(await server.native.call('answers', {scope: 'on_path'}));

async function fill(server) {
  const operations = [['premises_type', 'flat'], ['rooms', '20'], ['utilities', 'electricity']].map(([question, value]) => ({op: 'answer', question, value}));
  const person = (item, family, given, birth) => [{op: 'add_item', question: 'members', item}, ...[['last_name', family], ['given_name', given], ['sex', '2'], ['birth_date', birth]]
    .map(([question, value]) => ({op: 'answer', question, item, value}))];
  operations.push(...person('m1', 'Сынақова', 'Айгүл', '2005-05-04'), ...person('m2', 'Сынақов', '<b>Нұрлан', '2011-01-12'),
    {op: 'answer', question: 'marital', item: 'm1', value: '2'}, {op: 'answer', question: 'birth_region', item: 'm1', value: '75'});
  const result = await server.native.ask('apply', {operations});
  assert.deepEqual(result.refused, []);
}

test('axe finds nothing on any page, at rest and with findings, in the light and in the dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const {server, page} = await open({bypassCSP: true, colorScheme, viewport: {width: 320, height: 700}});
    await fill(server);
    for (const address of await server.native.ask('pages')) {
      await page.goto(`${server.origin}/kk/q/${address}`);
      await ready(page);
      for (const findings of [false, true]) {
        if (findings && address !== 'check-answers') await press(page, 'next');
        await page.waitForTimeout(30);
        await page.addScriptTag({content: axe});
        const violations = await page.evaluate(async () => (await axe.run()).violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`));
        assert.deepEqual(violations, [], `${address} ${colorScheme}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 320, `${address} is ${wide} px wide`);
        const small = await page.evaluate(() => [...document.querySelectorAll('button:not(.default-button), .option > label, input:not([type=hidden],[type=radio],[type=checkbox]), select, textarea, .secondary, .actions a')]
          .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.9).map((e) => e.outerHTML.slice(0, 120)));
        assert.deepEqual(small, [], `${address}: targets too small`);
      }
    }
  }
});

test('the whole questionnaire without JavaScript', async () => {
  const {server, page} = await open({javaScriptEnabled: false});
  await page.goto(`${server.origin}/kk/q/dwelling`);
  await press(page, 'next');
  assert.ok(await page.locator('.error-summary').isVisible());
  await page.getByLabel('Пәтер').check();
  await press(page, 'next');
  await page.locator('[name="q.rooms"]').fill('3');
  await page.getByLabel('Электр').check();
  await press(page, 'next');
  await goesTo(page, 'satisfaction');
  await press(page, 'next');
  await press(page, 'next');
  await goesTo(page, 'members');
  await press(page, 'add_item');
  await page.locator('[name^="q.last_name"]').fill('Сынақова');
  await page.locator('[name^="q.given_name"]').fill('Айгүл');
  await page.getByLabel('Әйел').check();
  for (const [part, text] of [['day', '4'], ['month', '5'], ['year', '1987']]) await page.locator(`[name$=":${part}"]`).fill(text);
  await press(page, 'next');
  await goesTo(page, 'members');
  assert.match(await page.locator('.card h2').textContent(), /Сынақова Айгүл/);
  await press(page, 'next');
  await press(page, 'next');
  await page.locator('[type=search]').fill('алм');
  await page.locator('button[value=find]').click();
  await page.getByLabel('Алматы қаласы').check();
  await press(page, 'next');
  await press(page, 'next');
  await page.locator('[type=radio][value="1"]').check();
  await press(page, 'next');
  await goesTo(page, 'closing');
  await page.locator('[name="q.read"]').check();
  await press(page, 'next');
  await goesTo(page, 'check-answers');
  await page.locator('#declare').check();
  await press(page, 'submit');
  assert.equal(server.state.submitted, 1);
});

test('with the engine every answer is at once on the page, saved in the background, and nothing is posted', async () => {
  const {server, page, faults} = await open();
  await page.goto(`${server.origin}/kk/q/dwelling`);
  await ready(page);
  assert.equal(await page.locator('[name="q.rooms"]').count(), 0);
  await page.getByLabel('Пәтер').check();
  await page.locator('[name="q.rooms"]').waitFor();
  await page.getByLabel('Тұрғын үй жоқ').check();
  await page.locator('[name="q.rooms"]').waitFor({state: 'detached'});
  await page.getByLabel('Пәтер').check();
  await page.locator('[name="q.rooms"]').fill('3');
  await page.getByLabel('Электр').check();
  await page.getByLabel('Ештеңе жоқ').check();
  await page.waitForFunction(() => !document.querySelector("[value=electricity]").checked);
  await page.getByLabel('Газ').check();
  // Half a word typed, then another language: nothing is lost.
  await page.locator('[name="q.area"]').fill('61,5');
  await page.locator('[data-language=ru]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'ru');
  await page.getByText('Продолжить', {exact: true}).first().waitFor();
  assert.equal(path(page), '/ru/q/dwelling');
  assert.equal(await page.locator('[name="q.area"]').inputValue(), '61.5');
  await page.locator('[data-language=kk]').waitFor();
  await press(page, 'next');
  await goesTo(page, 'satisfaction');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  await page.goBack();
  await page.locator('[name="q.rooms"]').waitFor();
  await page.goForward();
  await page.getByText('Довольны ли').first().waitFor();
  await saved(page);
  const {answers} = await values(server);
  assert.deepEqual([answers.premises_type, answers.rooms, answers.area, answers.utilities], ['flat', '3', '61.5', 'gas']);
  assert.equal(server.state.posts, 0);
  assert.deepEqual(faults, []);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test('errors take the focus, search answers while typing, focus stays where one types', async () => {
  const {server, page} = await open();
  await fill(server);
  await page.goto(`${server.origin}/kk/q/members/m2/birth_region`);
  await ready(page);
  await press(page, 'next');
  await page.waitForFunction(() => document.activeElement.id === "errors");
  await page.locator('.error-summary a').click();
  await page.keyboard.type('шым', {delay: 40});
  await page.getByLabel('Шымкент қаласы').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.type), 'search');
  assert.equal(await page.locator('[type=search]').inputValue(), 'шым');
  await page.getByLabel('Шымкент қаласы').check();
  await page.locator('.error-summary').waitFor({state: 'detached'});
});

test('a date typed part by part keeps the focus although a message comes in above, and a ticked box stays ticked', async () => {
  const {server, page} = await open();
  await fill(server);
  await server.native.ask('apply', {operations: [{op: 'clear', question: 'birth_date', item: 'm1'}]});
  await page.goto(`${server.origin}/kk/q/members/m1/identity`);
  await ready(page);
  await page.locator('[name$=":day"]').click();
  for (const part of ['4', '5', '1987']) {
    await page.keyboard.type(part, {delay: 30});
    await page.keyboard.press('Tab');
  }
  await saved(page);
  assert.equal((await server.native.ask('answers', {scope: 'on_path'})).lists.members[0].answers.birth_date, '1987-05-04');
  await page.goto(`${server.origin}/kk/q/closing`);
  await ready(page);
  await page.locator('[name="q.read"]').check();
  await saved(page);
  assert.ok(await page.locator('[name="q.read"]').isChecked());
});

test('without network one goes on, through a reload and a closed tab; all arrives when the network is back', async () => {
  const {server, context, page} = await open();
  await page.goto(`${server.origin}/kk/q/dwelling`);
  await ready(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const shell = await until(page, () => caches.open("sanaq-files-1").then((c) => c.match("/kk/q/-shell")).then((r) => r?.text()));
  assert.match(shell, /<main[^>]*><\/main>/);
  server.state.down = true;
  await context.setOffline(true);
  await page.getByLabel('Пәтер').check();
  await page.locator('[name="q.rooms"]').fill('4');
  await page.getByLabel('Газ').check();
  await page.waitForFunction(() => document.querySelector("#status").dataset.state === "offline");
  await press(page, 'next');
  await goesTo(page, 'satisfaction');
  await page.reload();
  await ready(page);
  assert.equal(path(page), '/kk/q/satisfaction');
  await page.locator('[type=radio][value="4"]').check();
  await page.waitForTimeout(100);
  await page.close();
  const again = await context.newPage();
  await again.goto(`${server.origin}/kk/q/dwelling`);
  await ready(again);
  assert.equal(await again.locator('[name="q.rooms"]').inputValue(), '4');
  assert.equal(server.state.log.length, 0);
  server.state.down = false;
  await context.setOffline(false);
  await saved(again);
  const {answers} = await values(server);
  assert.deepEqual([answers.premises_type, answers.rooms, answers.utilities, answers.satisfaction], ['flat', '4', 'gas', '4']);
  const numbers = server.state.log.filter((entry) => entry.device === 'd1').length;
  assert.equal(server.state.numbers.get('d1'), numbers);
});

test('answers of another device appear, and an untouched field does not overwrite them', async () => {
  const {server, page} = await open();
  await page.goto(`${server.origin}/kk/q/dwelling`);
  await ready(page);
  await page.getByLabel('Пәтер').check();
  await saved(page);
  const body = {device: 'd2', from: 1, cursor: 0, csrf: 'test-token', operations: [{op: 'answer', question: 'rooms', value: '7'}]};
  await fetch(`${server.origin}/q/operations`, {method: 'POST', body: JSON.stringify(body)});
  await page.getByLabel('Газ').check();
  await page.waitForFunction(() => document.querySelector("[name='q.rooms']").value === "7");
  assert.equal((await values(server)).answers.rooms, '7');
});

test('without the engine the page stays a plain form', async () => {
  const {server, context, page} = await open();
  await context.route('**/*.wasm', (route) => route.abort());
  await page.goto(`${server.origin}/kk/q/satisfaction`);
  await page.waitForFunction(() => document.documentElement.dataset.engine === "off");
  await page.locator('[type=radio][value="2"]').check();
  await press(page, 'next');
  await goesTo(page, 'built_year');
  assert.equal(server.state.posts, 1);
  assert.equal((await values(server)).answers.satisfaction, '2');
});

test('submitting sends what waits first and leaves no draft behind', async () => {
  const {server, page} = await open();
  await fill(server);
  const more = [['rooms', '3'], ['read', '1']].map(([question, value]) => ({op: 'answer', question, value}));
  const own = [['birth_date', 'm1', '1987-05-04'], ['birth_region', 'm2', '71']].map(([question, item, value]) => ({op: 'answer', question, item, value}));
  await server.native.ask('apply', {operations: [...more, ...own, {op: 'answer', question: 'kinship', item: 'm2', other: 'm1', value: '2'}]});
  await page.goto(`${server.origin}/en/q/check-answers`);
  await ready(page);
  await press(page, 'submit');
  assert.equal(server.state.submitted, 0);  // the declaration is not ticked
  await page.locator('#declare').check();
  await press(page, 'submit');
  await page.getByText('✓').waitFor();
  assert.equal(server.state.submitted, 1);
  assert.deepEqual((await page.evaluate(() => indexedDB.databases())).map((d) => d.name).filter((n) => n !== 'sanaq-draft'), []);
});

test('“use my position” writes the coordinates; where the device does not tell, it is said and they are typed', async () => {
  const {server, context, page} = await open({geolocation: {latitude: 43.238949, longitude: 76.889709}, permissions: ['geolocation']});
  const place = page.locator('[name="q.place"]');
  const arrives = async (text) => {
    for (let i = 0; i < 200 && (await values(server)).answers.place !== text; ++i) await page.waitForTimeout(50);
    assert.equal((await values(server)).answers.place, text);
  };
  await page.goto(`${server.origin}/en/q/closing`);
  await ready(page);
  await page.locator('button[data-locate]').click();
  await arrives('43.23895 76.88971');
  assert.equal(await place.inputValue(), '43.23895 76.88971');
  await context.clearPermissions();
  await place.fill('');
  await page.locator('button[data-locate]').click();
  const failed = await page.locator('button[data-locate]').getAttribute('data-failed');
  await page.waitForFunction((text) => document.querySelector('#status').textContent === text, failed);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'q.place');
  await page.keyboard.type('43.2 76.9');
  await page.keyboard.press('Tab');
  await arrives('43.2 76.9');
});
