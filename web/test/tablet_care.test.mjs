// What may go wrong around a tablet: doors, new versions in the middle of an interview, a full storage, an empty battery,
// wrong PINs, an office that locks, two tablets in one case. Against test/tablet_server.mjs, in a real browser.
import assert from 'node:assert/strict';
import {createPrivateKey, sign} from 'node:crypto';
import {cpSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {bundle, root} from './native.mjs';
import {caseId} from './tablet_server.mjs';
import {addresses, answerDwelling, end, enrol, introduce, kept, log, looksRight, newOffice, newTablet, openCase, openInterview, patience, pin, readyOffline, state,
  synchronise, toDwelling, unlock, until, vaultRow} from './tablet_walk.mjs';

const small = {bypassCSP: true, viewport: {width: 320, height: 700}};
after(end);

// The office of the tests signs with a key that is known (tests/wasm/office.cpp): a certificate as casework/receipt.h
// writes it.
const officeKey = createPrivateKey({format: 'der', type: 'pkcs8', key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, '7')])});
function number(value) {
  const out = [];
  let rest = BigInt(value);
  for (; rest >= 0x80n; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...out, Number(rest)]);
}
const text = (value) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);
function certificate({key = 1, territory = '75', house = 9, at = Date.UTC(2021, 8, 3, 10)} = {}) {
  const id = Buffer.from(caseId(house).replaceAll('-', ''), 'hex');
  const payload = Buffer.concat([Buffer.from([2, key]), id, number(417), number(BigInt(at) * 1000n * 2n), number(3), Buffer.alloc(16, 5), text('household'), text('1'), text(territory)]);
  return Buffer.concat([payload, sign(null, payload, officeKey)]).toString('base64url');
}

const check = async (page, typed) => {
  await page.locator('#code').fill(typed);
  await page.locator('#code').press('Enter');
  await page.locator('#verdict section').waitFor();
  return page.locator('#verdict').innerText();
};

test('door: a certificate is told from a forged one without network; a code only with it', patience, async () => {
  const tablet = await newTablet({options: small});
  const {page, server} = tablet;
  await enrol(tablet);
  await tablet.network(false);
  await openCase(page, 2);
  await page.locator('[data-go=door]').click();
  assert.deepEqual([await page.locator('#street').inputValue(), await page.locator('#house').inputValue()], ['Достық даңғылы', '2']);
  await page.locator('[data-do=back]').click();
  await page.locator('[data-do=back]').click();
  await page.locator('[data-go=door]').click();
  await looksRight(page, 'door');
  assert.match(await check(page, certificate()), /түпнұсқа\s[\s\S]*№ 417[\s\S]*адам саны: 3/);
  assert.equal(await page.locator('#verdict .result.good').count(), 1);
  await looksRight(page, 'door-genuine');
  assert.match(await check(page, `https://sanaq.example/verify?code=${certificate({house: 2})}`), /Тізіміңіздегі мекенжай: .*Достық/);
  const forged = Buffer.from(certificate(), 'base64url');
  forged[19] ^= 1;
  assert.match(await check(page, forged.toString('base64url')), /түпнұсқа емес/);
  assert.equal(await page.locator('#verdict .result.bad').count(), 1);
  await looksRight(page, 'door-forged');
  assert.match(await check(page, 'сәлем'.repeat(20)), /түпнұсқа емес/);
  for (const unsure of [certificate({key: 7}), '7K2M-9QXR-T4WD']) {
    assert.match(await check(page, unsure), /Тексеру мүмкін болмады/);
    assert.equal(await page.locator('#verdict .note').count(), 1);
  }
  assert.deepEqual(server.state.asked.filter((path) => path === '/device/check'), []);

  await tablet.network(true);
  const asked = [];
  server.state.atDoor = (question) => {
    asked.push(question);
    return question.code ? [200, {answer: 'yes'}] : question.iin ? [200, {answer: 'outside'}] : [429, {code: 'device.often'}];
  };
  assert.match(await check(page, '7K2M-9QXR-T4WD'), /Иә: орталықта жауап бар/);
  await page.locator('#iin').fill('900515450010');
  await page.locator('#iin').press('Enter');
  await page.getByText('Сіздің учаскеңізден тыс').waitFor();
  await page.locator('#house').fill('12');
  await page.locator('#street').fill('Абай көшесі');
  await page.locator('#house').press('Enter');
  await page.getByText('сағаттық сұрау шегіне').waitFor();
  assert.deepEqual(asked, [{code: '7K2M-9QXR-T4WD'}, {iin: '900515450010'},
    {address: {territory: '750000000', street: 'Абай көшесі', house: '12', building: '', flat: ''}}]);
  assert.deepEqual(tablet.faults, []);
});

test('door: the camera reads the code, and is let go', patience, async () => {
  const flags = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  // This build has no detector of its own: one that reads the code once the camera gives a picture.
  const detector = (text) => {
    window.BarcodeDetector = class {
      async detect(video) {
        return video.videoWidth > 0 ? [{rawValue: text}] : [];
      }
    };
  };
  const tablet = await newTablet({options: {flags}, prepare: (page) => page.addInitScript(detector, certificate())});
  const {page} = tablet;
  await enrol(tablet);
  await page.locator('[data-go=door]').click();
  await page.locator('[data-do=scan]').click();
  await page.locator('#verdict .result.good').waitFor();
  assert.equal(await page.locator('video').count(), 0);
  assert.deepEqual(tablet.faults, []);
});

// The questionnaire of the tests, changed: rooms are told in words, the floor area is not asked, there are no flats, and
// a stove is.
async function changedForm(native) {
  const folder = mkdtempSync(join(tmpdir(), 'sanaq-form-'));
  cpSync(join(root, 'web/test/form'), folder, {recursive: true});
  const change = (name, from, to) => {
    const path = join(folder, name), before = readFileSync(path, 'utf8');
    assert.match(before, from);
    writeFileSync(path, before.replace(from, to));
  };
  const header = readFileSync(join(folder, 'survey.csv'), 'utf8').split('\n')[0].split(',');
  const stove = {type: 'text', name: 'stove', 'label::kk': 'Пеш бар ма?', 'label::ru': 'Есть ли печь?', 'label::en': 'Is there a stove?', required: 'yes'};
  change('survey.csv', /^integer,rooms,.*$/m, header.map((name) => ({type: 'text', name: 'rooms', 'label::kk': 'Бөлмелер', 'label::ru': 'Комнаты', 'label::en': 'Rooms'})[name] ?? '').join(','));
  change('survey.csv', /^decimal,area,.*$/m, header.map((name) => stove[name] ?? '').join(','));
  change('choices.csv', /^premises,flat,.*$/m, 'premises,tower,Мұнара,Башня,Tower,,');
  return bundle(native, folder, 100_000);
}

test('a new questionnaire in mid-interview waits, carries the draft over and tells what changed; nothing is deleted', patience, async () => {
  const tablet = await newTablet({options: small});
  const {page, server} = tablet;
  await enrol(tablet);
  await openInterview(page, 1);
  await answerDwelling(page);
  server.state.forms.set(2, await changedForm(server.native));
  server.state.version = 2;
  await server.native.call('office.tell', {device: server.state.devices[0], kind: 'form', payload: {href: '/assets/form-2.json', version: '2'}});
  await page.getByLabel('Газ').check();
  await page.locator('[data-do=renew]').waitFor();
  assert.equal(await page.locator('[name="q.area"]').inputValue(), '61.5');  // the old one still, and it is written under it
  await page.locator('[name="q.area"]').fill('62');
  await kept(page);
  await page.locator('[data-do=renew]').click();
  const report = page.locator('#carried');
  await report.waitFor();
  assert.deepEqual(await report.locator('li[data-why]').evaluateAll((all) => all.map((e) => e.dataset.why)), ['value', 'type', 'question', 'path']);
  assert.match(await report.innerText(), /Пеш бар ма/);
  await looksRight(page, 'carried');
  await page.locator('[data-go=interview]').click();
  await page.locator('[name="q.stove"]').waitFor();
  assert.equal(await page.locator('[name="q.rooms"]').inputValue(), '');  // a number is no text
  await page.getByLabel('Мұнара').check();
  await page.waitForFunction(() => document.querySelector('[name="q.utilities"][value=gas]')?.checked);
  await page.locator('[name="q.stove"]').fill('иә');
  await kept(page);
  await page.locator('[data-do=back]').click();
  await page.locator('[data-do=back]').click();
  await synchronise(page);
  const entries = await log(tablet, 1);
  const forms = entries.filter((entry) => entry.kind === 'form').map((entry) => JSON.parse(entry.payload));
  assert.deepEqual(forms.map(({form, from}) => [form, from]), [['/assets/form-1.json', undefined], ['/assets/form-2.json', '/assets/form-1.json']]);
  assert.deepEqual(forms[1].lost.map(({question, why}) => [question, why]), [['premises_type', 'value'], ['rooms', 'type'], ['area', 'question'], ['utilities', 'path']]);
  assert.deepEqual(forms[1].asked.map(({question}) => question), ['stove']);
  const operations = entries.filter((entry) => entry.kind === 'operations').flatMap((entry) => JSON.parse(entry.payload));
  assert.ok(operations.some((one) => one.question === 'area' && one.value === '62'));
  // The office's engine, with the new form, sees what the tablet saw.
  await server.native.call('load', server.state.forms.get(2));
  await server.native.call('open', 'null');
  await server.native.ask('apply', {operations});
  const {answers} = await server.native.ask('answers', {scope: 'on_path'});
  assert.deepEqual([answers.premises_type, answers.rooms, answers.stove, answers.utilities], ['tower', undefined, 'иә', 'electricity gas']);
  await tablet.network(false);
  await page.reload();
  await unlock(page);
  await openCase(page, 1);
  await report.waitFor();
  assert.deepEqual(tablet.faults, []);
});

test('a new version of the app waits; the old one opens without network although the server has it no more', patience, async () => {
  const tablet = await newTablet();
  const {page, server} = tablet;
  await enrol(tablet);
  await readyOffline(page);
  server.state.version = 2;
  await page.reload();
  // The shell comes last, when its files are there.
  await page.waitForFunction(async () => (await (await caches.match('/tablet/')).text()).includes('form-2'));
  await page.waitForTimeout(300);
  await tablet.network(false);
  await unlock(page);
  await addresses(page, 2);
  assert.equal(await page.evaluate(() => document.body.dataset.form), '/assets/form-1.json');
  await page.locator('[data-do=renew]').click();
  await page.locator('#pin').waitFor();
  await page.waitForFunction(() => document.body.dataset.form === '/assets/form-2.json');
  await unlock(page);
  await addresses(page, 2);
  assert.deepEqual(tablet.faults, []);
});

// Browsers tell a quota that does not move, and keep to the one that is set.
const quota = async (tablet, bytes) => {
  tablet.quota ??= await tablet.context.newCDPSession(tablet.page);
  await tablet.quota.send('Storage.overrideQuotaForOrigin', bytes === undefined ? {origin: tablet.server.origin} : {origin: tablet.server.origin, quotaSize: bytes});
};
const usage = (page) => page.evaluate(async () => (await navigator.storage.estimate()).usage);
const mib = 1024 * 1024;

test('storage: a warning, then no new interview; a write that fails is said at once and nothing before it is lost', patience, async () => {
  const told = () => {
    const estimate = navigator.storage.estimate.bind(navigator.storage);
    navigator.storage.estimate = async () => {
      const {quota, usage} = await estimate();
      return window.free === undefined ? {quota, usage} : {quota: usage + window.free, usage};
    };
  };
  const tablet = await newTablet({options: small, prepare: (page) => page.addInitScript(told)});
  const {page} = tablet;
  await enrol(tablet);
  await openInterview(page, 1);
  await answerDwelling(page);
  await page.locator('[data-do=back]').click();
  await page.locator('[data-do=back]').click();
  await page.evaluate((bytes) => (window.free = bytes), 100 * mib);
  await synchronise(page);
  await page.getByText('бос орын аз').waitFor();
  await looksRight(page, 'storage-short');
  await page.evaluate(() => (window.free = undefined));

  // The disk has no room left: entries take that of the reserve, and no interview is begun.
  await openInterview(page, 1);
  await toDwelling(page);
  await quota(tablet, (await usage(page)) - 6 * mib);
  // The browser remembers for some seconds what was free.
  let rooms = 10;
  await until('a reserve that is used', async () => {
    if (!(await page.evaluate(() => caches.has('sanaq-tablet-reserve-3')))) return true;
    await page.locator('[name="q.rooms"]').fill(String(rooms++));
    await page.locator('[name="q.area"]').focus();
    await kept(page);
    await page.waitForTimeout(500);
    return false;
  });
  await page.locator('[name="q.rooms"]').fill('4');
  await page.getByLabel('Газ').check();
  await kept(page);
  await page.locator('[data-do=back]').click();
  await page.locator('[data-do=back]').click();
  await openCase(page, 2);
  await page.locator('[data-go=interview]').click();
  await page.getByText('Жаңа сұхбат басталмады').waitFor();
  await page.locator('.care', {hasText: 'Жаңа сұхбат бастауға болмайды'}).waitFor();
  await looksRight(page, 'storage-full');
  assert.equal(await page.locator('form#page').count(), 0);
  await page.locator('[data-do=back]').click();
  await page.locator('[data-do=back]').click();

  await openInterview(page, 1);  // one that was begun goes on, until nothing is left
  await toDwelling(page);
  await quota(tablet, 1024);
  let last = 4;
  rooms = 10;
  await until('a storage without room', async () => {
    if (!(await page.locator('[name="q.rooms"]').isVisible())) return true;
    const saved = await page.locator('#status').innerText();
    if (/сақталды/.test(saved)) last = Number(await page.locator('[name="q.rooms"]').inputValue());
    await page.locator('[name="q.rooms"]').fill(String(rooms++), {timeout: 1_000}).catch(() => {});
    await page.locator('[name="q.area"]').focus({timeout: 1_000}).catch(() => {});
    await page.waitForTimeout(500);
    return false;
  });
  await page.getByText('САҚТАЛМАДЫ').waitFor();
  assert.equal(await page.getByText('осы планшетте сақталды').count(), 0);
  await looksRight(page, 'storage-lost');
  await unlock(page);
  await page.getByText('Планшетте орын жоқ болғандықтан').first().waitFor();
  await quota(tablet, undefined);
  await unlock(page);
  await page.locator('[name="q.rooms"]').waitFor();
  const shown = Number(await page.locator('[name="q.rooms"]').inputValue());
  assert.ok(shown === last || shown === last + 1, `${last} was said to be kept, ${shown} is`);
  assert.equal(await page.getByLabel('Газ').isChecked(), true);
  await page.locator('[name="q.rooms"]').fill('5');
  await page.getByLabel('Су құбыры').check();
  await kept(page);
  assert.deepEqual(tablet.faults, []);
});

test('battery: said at a fifth and at a tenth, not while it charges', patience, async () => {
  const battery = () => {
    const cell = Object.assign(new EventTarget(), {level: 0.5, charging: false});
    window.setBattery = (level, charging) => (Object.assign(cell, {level, charging}), cell.dispatchEvent(new Event('levelchange')));
    navigator.getBattery = async () => cell;
  };
  const tablet = await newTablet({prepare: (page) => page.addInitScript(battery)});
  const {page} = tablet;
  await enrol(tablet);
  assert.equal(await page.locator('.care .warning').count(), 0);
  for (const [level, charging, said] of [[0.2, false, /20 %. Планшетті қуаттаңыз/], [0.09, false, /9 %. Сұхбатты аяқтаңыз/], [0.09, true, undefined]]) {
    await page.evaluate(([l, c]) => window.setBattery(l, c), [level, charging]);
    if (said) await page.locator('.care .warning', {hasText: said}).waitFor();
    else await page.waitForFunction(() => document.querySelectorAll('.care .warning').length === 0);
  }
});

// The attempt is counted and refused: what an earlier one left on the screen is gone when it is counted.
async function refused(page, failures) {
  await until(`failure ${failures}`, async () => (await vaultRow(page)).failures === failures);
  await page.locator('#pin-error').waitFor();
}

async function openSealed(page, code, typed = pin) {
  await page.locator('#release').fill(code);
  await unlock(page, typed);
}

test('ten wrong PINs: sealed, and only the office’s code with the right PIN opens it', patience, async () => {
  const tablet = await newTablet({options: small});
  const {page, server} = tablet;
  await enrol(tablet);
  await synchronise(page);
  await page.waitForFunction(() => document.querySelector('[data-sync=good]'));
  await until('the office’s code', async () => {
    const {release, extractable} = await vaultRow(page);
    assert.equal(extractable, false);
    return release?.number === 1;
  });
  await page.locator('[data-do=lock]').click();
  await page.locator('#pin').waitFor();
  await vaultRow(page, {failures: 9, notBefore: 0});
  await unlock(page, '111222');
  await page.locator('#release').waitFor();
  await page.getByText('он рет қате').waitFor();
  await looksRight(page, 'sealed');
  assert.ok(!(await vaultRow(page)).keys.includes('dataKey'));
  await vaultRow(page, {notBefore: 0});
  await openSealed(page, 'AAAA-AAAA');
  await refused(page, 11);
  await vaultRow(page, {notBefore: 0});
  await openSealed(page, server.state.release.code, '111222');
  await refused(page, 12);
  await page.locator('#pin-error', {hasText: 'бөлімнің коды қате'}).waitFor();
  await vaultRow(page, {notBefore: 0});
  await openSealed(page, ' k7qf 2m9d ');
  await addresses(page, 2);
  await until('the next code', async () => {  // used once: another takes its place
    const {release, failures} = await vaultRow(page);
    assert.equal(failures, 0);
    return release.number === 2 && !release.spent;
  });
  assert.deepEqual(tablet.faults, []);
});

test('a code of the office that comes late takes no wrong PIN back; a PIN that is being typed stays when the wait ends', patience, async () => {
  const tablet = await newTablet();
  const {page, server} = tablet;
  let arrives;
  server.state.release.before = new Promise((resolve) => (arrives = resolve));
  await enrol(tablet);
  await until('the question', () => server.state.asked.includes('/device/release'));
  await page.locator('[data-do=lock]').click();
  await page.locator('#pin').waitFor();
  await vaultRow(page, {failures: 1, notBefore: 0});
  await unlock(page, '000000');
  await refused(page, 2);
  arrives();
  await until('the office’s code', async () => (await vaultRow(page)).release);
  assert.equal((await vaultRow(page)).failures, 2);
  await page.waitForTimeout(Math.max(0, (await vaultRow(page)).wait) + 100);

  await vaultRow(page, {failures: 2, notBefore: 0});
  await unlock(page, '000000');  // three wrong ones: a wait of four seconds, less what the trying took
  await refused(page, 3);
  await page.locator('#pin').fill(pin);
  await page.waitForTimeout(Math.max(0, (await vaultRow(page)).wait) + 300);
  assert.equal(await page.locator('#pin').inputValue(), pin);
  await page.locator('button.primary').click();
  await addresses(page, 2);
  assert.deepEqual(tablet.faults, []);
});

test('the office locks: what was typed is handed in, the keys go; its code and its unlocking bring the work back', patience, async () => {
  const tablet = await newTablet({options: small});
  const {page, server} = tablet;
  await enrol(tablet);
  await synchronise(page);
  await openInterview(page, 1);
  await answerDwelling(page);
  await page.locator('[name="q.rooms"]').fill('5');  // typed, and the field not left
  await server.native.call('office.tell', {device: server.state.devices[0], kind: 'lock', payload: {}});
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.getByText('планшет мөрленді').waitFor();
  await looksRight(page, 'locked-sealed');
  assert.equal(await page.locator('form#page').count(), 0);
  const operations = (await log(tablet, 1)).filter((entry) => entry.kind === 'operations').flatMap((entry) => JSON.parse(entry.payload));
  assert.equal(operations.filter((one) => one.question === 'rooms').at(-1).value, '5');

  await tablet.network(false);
  await openSealed(page, server.state.release.code);
  await page.getByText('Орталық планшетті бұғаттады').waitFor();
  await looksRight(page, 'locked');
  assert.equal(await page.locator('button.case').count(), 0);
  assert.doesNotMatch(await page.locator('body').innerText(), /Сәтбаев|Достық/);
  await server.native.call('office.tell', {device: server.state.devices[0], kind: 'unlock', payload: {}});
  await tablet.network(true);
  await addresses(page, 2);
  assert.deepEqual(tablet.faults, []);
});

test('locked while the network breaks: the rest is handed in later, with the PIN and nothing else to see', patience, async () => {
  const tablet = await newTablet();
  const {page, server} = tablet;
  await enrol(tablet);
  await synchronise(page);
  await openInterview(page, 1);
  await page.getByLabel('Пәтер').check();
  await kept(page);
  await until('a call', () => server.state.calls >= 2);
  await server.native.call('office.tell', {device: server.state.devices[0], kind: 'lock', payload: {}});
  await page.locator('[name="q.rooms"]').fill('5');
  server.state.callsMost = server.state.calls + 1;  // one call brings the lock, and no other gets through
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.locator('#unsent', {hasText: /\d/}).waitFor();
  await page.reload();
  await unlock(page);
  await page.locator('#unsent', {hasText: /\d/}).waitFor();
  server.state.callsMost = undefined;
  await page.locator('[data-do=now]').click();
  await page.getByText('планшет мөрленді').waitFor();
  const operations = (await log(tablet, 1)).filter((entry) => entry.kind === 'operations').flatMap((entry) => JSON.parse(entry.payload));
  assert.equal(operations.at(-1).value, '5');
  assert.deepEqual(tablet.faults, []);
});

test('revoked: every call is refused, and the PIN opens nothing any more', patience, async () => {
  const tablet = await newTablet();
  const {page, server} = tablet;
  await enrol(tablet);
  await synchronise(page);
  await until('the office’s code', async () => (await vaultRow(page)).release);
  server.state.revoked = true;
  await page.locator('[data-go=work]').click();
  await page.locator('[data-do=now]').click();
  await page.locator('#release').waitFor();
  await page.getByText('тыйым салынған').waitFor();
  assert.ok(!(await vaultRow(page)).keys.includes('dataKey'));
  assert.deepEqual(tablet.faults, []);
});

test('the office wants a phrase: digits are not taken, and the one-time code is not lost by it', patience, async () => {
  const server = await newOffice();
  server.state.phrase = true;
  const tablet = await newTablet({server, options: small});
  const {page} = tablet;
  server.state.codes.set('ABCD-EFGH', [1, 2]);
  const send = async (typed) => {
    for (const id of ['pin', 'again']) await page.locator(`#${id}`).fill(typed);
    await page.locator('button.primary').click();
  };
  await introduce(page, 'ABCD-EFGH');
  await page.locator('#pin-error', {hasText: 'ұзын сөз тіркесін'}).waitFor();
  assert.equal(await page.locator('#code').count(), 0);
  await looksRight(page, 'phrase');
  await send('aaaaaaaaaaaaaaaaaaaa');
  await page.locator('#pin-error', {hasText: 'табу оңай'}).waitFor();
  await send('қара бұлт сары күн');
  await addresses(page, 2);
  await page.locator('[data-do=lock]').click();
  await unlock(page, 'қара бұлт сары күн');
  await addresses(page, 2);
});

test('two tablets in one case: each sees what the other wrote, and both see the same', patience, async () => {
  const server = await newOffice();
  const one = await newTablet({server}), two = await newTablet({server});
  await enrol(one, [1]);
  await enrol(two, [2]);
  // The case goes over while the first tablet is without network: its work is late, and taken all the same.
  await one.context.setOffline(true);
  await openInterview(one.page, 1);
  await answerDwelling(one.page);
  await server.native.call('office.assign', {device: server.state.devices[1], case: caseId(1), payload: {address: {house: '1'}}});
  await synchronise(two.page);
  await addresses(two.page, 2);
  await two.context.setOffline(true);
  await openInterview(two.page, 1);
  await two.page.getByLabel('Пәтер').check();
  await two.page.locator('[name="q.rooms"]').fill('7');
  await two.page.getByLabel('Газ').check();
  await kept(two.page);
  await one.context.setOffline(false);
  await one.page.locator('[data-do=back]').click();
  await one.page.locator('[data-do=back]').click();
  await synchronise(one.page);
  await state(one.page, 'withdrawn');
  await two.context.setOffline(false);
  await two.page.locator('[data-do=back]').click();
  await two.page.locator('[data-do=back]').click();
  for (const {page} of [two, two]) await synchronise(page);
  await openInterview(two.page, 1);
  await toDwelling(two.page);
  assert.equal(await two.page.locator('[name="q.area"]').inputValue(), '61.5');  // the other's
  assert.equal(await two.page.locator('[name="q.rooms"]').inputValue(), '7');     // committed last
  const entries = await log(two, 1);
  assert.deepEqual([...new Set(entries.map((entry) => entry.device))].sort(), [...server.state.devices].sort());
  assert.ok(entries.some((entry) => entry.late));
  const operations = entries.filter((entry) => entry.kind === 'operations').flatMap((entry) => JSON.parse(entry.payload));
  assert.ok(['3', '7'].every((rooms) => operations.some((op) => op.question === 'rooms' && op.value === rooms)));
  // The office, which replays what it has in the order of commits, sees what the second tablet shows.
  await server.native.call('load', await bundle(server.native, undefined, 100_000));
  await server.native.call('open', 'null');
  await server.native.ask('apply', {operations});
  const {answers} = await server.native.ask('answers', {scope: 'on_path'});
  assert.deepEqual([answers.rooms, answers.area], ['7', '61.5']);
  for (const tablet of [one, two]) assert.deepEqual(tablet.faults, []);
});
