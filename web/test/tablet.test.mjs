// The interviewer's app in a real browser, against test/tablet_server.mjs. Needs build/web, the engine and engine_native.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {bundle} from './native.mjs';
import {caseId} from './tablet_server.mjs';
import {addresses, answerDwelling, answerMembers, end, enrol, introduce, kept, log, looksRight, newTablet, openCase, openInterview,
  patience, pin, press, readyOffline, state, synchronise, unlock, until, vaultRow, within} from './tablet_walk.mjs';

after(end);

test('enrolled, offline, killed in the middle of an interview, finished, handed in, confirmed', patience, async () => {
  const tablet = await newTablet();
  const {server} = tablet;
  let {page} = tablet;
  await introduce(page, 'WRONG-ONE');
  await page.getByText('Код қате').first().waitFor();
  await enrol(tablet);
  await readyOffline(page);
  await tablet.network(false);
  await page.reload();
  await unlock(page);
  await openCase(page, 1);
  await page.getByText('Сұхбатты бастау').click();
  await answerDwelling(page);
  await press(page, 'next');
  await page.locator('[type=radio][value="4"]').check();
  await kept(page);

  const session = await tablet.context.newCDPSession(page);
  const closed = new Promise((resolve) => tablet.context.once('close', resolve));
  session.send('Browser.crash').catch(() => {});
  await within(60_000, closed, 'crash');
  page = await tablet.start(true);
  await unlock(page);
  await openCase(page, 1);
  await state(page, 'begun');
  await page.locator('[data-go=interview]').click();
  await page.locator('form#page').waitFor();
  await answerMembers(page);
  await page.getByText('Сұхбат аяқталды').waitFor();
  await state(page, 'waiting');
  await page.locator('[data-do=back]').click();
  await page.locator('[data-go=work]').click();
  await page.locator('[data-do=now]').click();
  await page.locator('[data-sync=offline]').waitFor();
  assert.equal((await log(tablet, 1)).length, 0);

  await tablet.network(true);
  await page.locator('[data-sync=good]').waitFor();
  await page.locator('[data-do=back]').click();
  await state(page, 'confirmed');
  const entries = await log(tablet, 1);
  assert.deepEqual(entries.slice(-2).map((entry) => entry.kind), ['visit', 'finish']);
  assert.ok(entries.every((entry) => !entry.late));
  const operations = entries.filter((entry) => entry.kind === 'operations').flatMap((entry) => JSON.parse(entry.payload));
  const {native} = server;
  await native.call('load', await bundle(native));
  await native.call('open', 'null');
  assert.deepEqual((await native.ask('apply', {operations})).refused, []);
  assert.deepEqual(await native.ask('findings'), []);
  const {answers} = await native.ask('answers', {scope: 'on_path'});
  assert.deepEqual([answers.premises_type, answers.rooms, answers.satisfaction, answers.read], ['flat', '3', '4', 'true']);
  // What was confirmed can be read without network, after another restart.
  await tablet.network(false);
  await page.reload();
  await unlock(page);
  await openCase(page, 1);
  await state(page, 'confirmed');
  await page.getByText('Орталықтың соңғы растауы').waitFor();
  assert.deepEqual(tablet.faults, []);
});

test('a wrong PIN is refused, longer each time; weak ones are not taken; nothing at rest can be read', patience, async () => {
  const tablet = await newTablet();
  const {page} = tablet;
  for (const [weak, text] of [['12345', 'тым қысқа'], ['123456', 'табу оңай'], ['777777', 'табу оңай']]) {
    await introduce(page, 'ANY-CODE', weak);
    await page.locator('#pin-error', {hasText: text}).waitFor();
  }
  await enrol(tablet);
  await page.locator('[data-do=lock]').click();
  await page.locator('#pin').waitFor();
  assert.equal(await page.locator('button.case').count(), 0);
  for (const n of [1, 2, 3]) {
    await unlock(page, '000000');
    await until(`failure ${n}`, async () => (await vaultRow(page)).failures === n);
    await page.locator('#pin-error', {hasText: 'қате'}).waitFor();
    if (n < 3) await page.waitForTimeout(Math.max(0, (await vaultRow(page)).wait) + 50);
  }
  assert.ok((await vaultRow(page)).wait > 1000);
  await unlock(page);  // right, but too early: not even tried
  await page.locator('#pin-error', {hasText: 'кейін'}).waitFor();
  assert.equal((await vaultRow(page)).failures, 3);
  await page.waitForTimeout((await vaultRow(page)).wait + 50);
  await unlock(page);
  await addresses(page, 2);
  assert.equal((await vaultRow(page)).failures, 0);
  const plain = await page.evaluate(async () => {
    const db = await new Promise((resolve) => { const open = indexedDB.open('sanaq-tablet'); open.onsuccess = () => resolve(open.result); });
    const out = [];
    for (const name of db.objectStoreNames) {
      const all = db.transaction(name).objectStore(name).getAll();
      out.push(await new Promise((resolve) => { all.onsuccess = () => resolve(all.result); }));
    }
    db.close();
    const text = (value) => value instanceof Uint8Array ? new TextDecoder().decode(value)
      : value && typeof value === 'object' ? Object.values(value).map(text).join(' ') : String(value);
    return out.map(text).join(' ') + JSON.stringify(localStorage);
  });
  for (const secret of ['Абай', 'Сәтбаев', '750000000', 'А-01']) assert.ok(!plain.includes(secret), secret);
});

test('left alone for five minutes the tablet locks itself and keeps what was typed', patience, async () => {
  const tablet = await newTablet();
  const {page} = tablet;
  await page.clock.install();
  await page.reload();
  await enrol(tablet);
  await openInterview(page, 2);
  await page.getByLabel('Пәтер').check();
  await page.locator('[name="q.rooms"]').fill('4');
  await page.clock.fastForward(4 * 60_000);
  assert.equal(await page.locator('form#page').count(), 1);
  await page.clock.fastForward(2 * 60_000);
  await page.locator('#pin').waitFor();
  await unlock(page);
  assert.equal(await page.locator('[name="q.rooms"]').inputValue(), '4');  // and the place is found again
  assert.deepEqual(tablet.faults, []);
});

test('what the household answers meanwhile appears in the interview, and what is half typed stays', patience, async () => {
  const tablet = await newTablet();
  const {page, server} = tablet;
  await enrol(tablet);
  await openInterview(page, 1);
  await answerDwelling(page);
  await page.waitForFunction(() => document.querySelector('[name="q.rooms"]').value === '3');
  const syncs = server.state.calls;
  await page.locator('[name="q.rooms"]').fill('many');
  await page.locator('[name="q.area"]').focus();
  await until('a call', () => server.state.calls > syncs);
  await page.waitForTimeout(300);
  assert.equal(await page.locator('[name="q.rooms"]').inputValue(), 'many');
  await server.native.call('office.online', {case: caseId(1), operations: [{op: 'answer', question: 'area', value: '70.5'}]});
  await page.getByLabel('Газ').check();
  await page.waitForFunction(() => document.querySelector('[name="q.area"]').value === '70.5');
  assert.deepEqual(tablet.faults, []);
});

test('answers that are not the office’s are not taken; withdrawn, completed, told; a second window is refused', patience, async () => {
  const tablet = await newTablet();
  const {page, server} = tablet;
  await enrol(tablet);
  await page.locator('[data-go=work]').click();
  await page.locator('[data-sync=good]').waitFor();
  const [device] = server.state.devices;
  await server.native.call('office.withdraw', {case: caseId(1)});
  await server.native.call('office.complete', {case: caseId(2)});
  await server.native.call('office.tell', {device, kind: 'message', payload: {text: {kk: 'Ертең жиналыс', ru: 'Завтра собрание', en: 'Meeting tomorrow'}}});
  server.state.forged = true;
  await page.locator('[data-do=now]').click();
  await page.locator('[data-sync=failed]').waitFor();
  assert.equal(await page.locator('.tag[data-state=withdrawn]').count(), 0);
  server.state.forged = false;
  await page.locator('[data-do=now]').click();
  await state(page, 'withdrawn');
  await state(page, 'online');
  await page.getByText('Ертең жиналыс').waitFor();
  await page.locator('[data-language=en]').click();
  await page.getByText('Meeting tomorrow').waitFor();
  const second = await tablet.context.newPage();
  await second.goto(`${server.origin}/tablet/`);
  await second.getByText('open in another window').waitFor();
});

test('axe finds nothing on any screen, in the light and in the dark; nothing is wider than 320 px, no target too small', patience, async () => {
  for (const colorScheme of ['light', 'dark']) {
    const tablet = await newTablet({options: {bypassCSP: true, colorScheme, viewport: {width: 320, height: 700}}});
    const {page} = tablet;
    const check = async (screen) => {
      await looksRight(page, `${screen}-${colorScheme}`);
      const small = await page.evaluate(() => [...document.querySelectorAll('button:not(.default-button), header a, .option > label, input:not([type=radio],[type=checkbox],[type=hidden]), textarea')]
        .filter((e) => e.getBoundingClientRect().height < 43.9).map((e) => e.outerHTML.slice(0, 120)));
      assert.deepEqual(small, [], `${screen}: targets too small`);
    };
    await page.locator('#code').waitFor();
    await check('enrol');
    await page.locator('button.primary').click();
    await page.locator('#errors').waitFor();
    await check('enrol-with-errors');
    await enrol(tablet);
    await page.locator('[data-sync=good]').waitFor();
    await check('list');
    await page.locator('[data-language=ru]').click();
    await page.getByText('Мои адреса').waitFor();
    await openCase(page, 1);
    await page.getByText('Отметить посещение').click();
    await page.locator('form button.primary').click();
    await page.locator('#errors').waitFor();
    await check('visit-with-errors');
    await page.getByLabel('Договорились').check();
    await page.locator('#next').fill('2021-10-05T18:00');
    await page.locator('form button.primary').click();
    await page.getByText('Посещение отмечено').waitFor();
    await check('case');
    await page.getByText('Начать опрос').click();
    await page.locator('form#page').waitFor();
    await check('interview');
    await page.locator('[data-language=en]').click();
    await page.getByText('Your dwelling').first().waitFor();
    await page.locator('[data-do=back]').click();
    await page.locator('[data-do=back]').click();
    await page.locator('[data-go=work]').click();
    await page.locator('[data-do=now]').waitFor();
    await check('work');
    await page.locator('[data-do=lock]').click();
    await page.locator('#pin').waitFor();
    await check('unlock');
    assert.deepEqual(tablet.faults, []);
  }
});

test('a new version replaces the old one when the tablet is locked, and drafts stay', patience, async () => {
  const tablet = await newTablet();
  const {page, server} = tablet;
  await enrol(tablet);
  await openInterview(page, 1);
  await answerDwelling(page);
  await readyOffline(page);
  server.state.version = 2;
  await page.reload();  // the old version still, and the new one is fetched meanwhile
  assert.equal(await page.evaluate(() => document.body.dataset.form), '/assets/form-1.json');
  await page.waitForFunction(async () => (await (await caches.match('/tablet/')).text()).includes('form-2') && (await caches.match('/assets/form-2.json')));
  await unlock(page);
  await page.locator('[name="q.rooms"]').waitFor();
  await page.locator('[data-do=lock]').click();
  await page.waitForFunction(() => document.body.dataset.form === '/assets/form-2.json');
  await unlock(page);
  await page.locator('[name="q.rooms"]').waitFor();
  assert.equal(await page.locator('[name="q.rooms"]').inputValue(), '3');
});
