// The interviewers' app on a weak tablet: Chromium with a sixth of the processor's speed, the questionnaire of the edition,
// 2,000 assignments, no network. Prints one JSON object a measure.   node tablet.mjs
import {mkdtempSync, cpSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {loadavg, tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {startOn} from '../../web/test/chromium.mjs';
import {Native} from '../../web/test/native.mjs';
import {caseId, startServer} from '../../web/test/tablet_server.mjs';
import {householdOf, operationsOf} from './tablet_households.mjs';

const slower = Number(process.env.SANAQ_BENCH_SLOWER ?? 6);
const count = Number(process.env.SANAQ_BENCH_ASSIGNMENTS ?? 2000);
const interviews = Number(process.env.SANAQ_BENCH_INTERVIEWS ?? 200);
const rounds = Number(process.env.SANAQ_BENCH_ROUNDS ?? 3);
const pin = '274915';
const root = resolve(import.meta.dirname, '../..');
const streets = ['Абай көшесі', 'Бейбітшілік көшесі', 'Достық даңғылы', 'Сәтбаев көшесі', 'Қабанбай батыр көшесі'];

function print(name, value, unit) {
  console.log(JSON.stringify({name, value: Number(value.toPrecision(3)), unit, peer: null, peer_value: null, ratio: null, load: loadavg()[0]}));
}
const sorted = (list) => [...list].sort((a, b) => a - b);
const median = (list) => sorted(list)[list.length >> 1];

// Four flats a house, twenty houses a street: 500 buildings of a town, as an invented one stands.
function placed(order) {
  const building = Math.floor((order - 1) / 4);
  const [street, house] = [Math.floor(building / 20), building % 20];
  return {order, note: '', lat: Number((43.64 + street * 0.0011).toFixed(5)), lon: Number((51.15 + house * 0.0006 + (street % 7) * 0.00003).toFixed(5)),
    address: {territory: '471010000', settlement: {kk: 'Ақтау қаласы', ru: 'г. Актау', en: 'Aktau town'},
      street: `${streets[street % streets.length]} ${1 + Math.floor(street / streets.length)}`, house: String(house + 1), flat: String(1 + (order - 1) % 4)}};
}

// The form of the edition and its lists in one folder.
function formFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'sanaq-form-'));
  for (const from of ['editions/kz-2021/forms/household', 'editions/kz-2021/codelists'])
    for (const file of readdirSync(join(root, from)).filter((name) => name.endsWith('.csv'))) cpSync(join(root, from, file), join(folder, file));
  return folder;
}

// What appears first is noted by the page itself; frames are counted by it.
const watch = () => {
  window.seen = {};
  const look = () => {
    for (const [name, selector] of [['pin', '#pin'], ['list', 'button.case'], ['broken', 'h1']])
      if (!(name in window.seen) && document.querySelector(selector)) window.seen[name] = performance.now();
  };
  new MutationObserver(look).observe(document, {childList: true, subtree: true});
  window.frames_of = (milliseconds) => new Promise((resolve) => {
    const times = [];
    const tick = (now) => { times.push(now); if (now - times[0] < milliseconds) requestAnimationFrame(tick); else resolve(times.slice(1).map((at, i) => at - times[i])); };
    requestAnimationFrame(tick);
  });
};

async function open(profile, origin, offline) {
  const context = await startOn(profile, {viewport: {width: 800, height: 1200}});
  await context.addInitScript(watch);
  await context.setOffline(offline);
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(180_000);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', {rate: slower});
  await page.goto(`${origin}/tablet/?lang=ru`);
  return {context, page, cdp};
}

async function unlock(page) {
  await page.locator('#pin').fill(pin);
  await page.evaluate(() => { window.seen = {}; window.pressed = performance.now(); document.querySelector('button.primary').click(); });
  await page.waitForFunction(() => window.seen.list);
  return page.evaluate(() => window.seen.list - window.pressed);
}

async function prepare(server, profile) {
  const context = await startOn(profile, {viewport: {width: 800, height: 1200}});
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(300_000);
  await page.goto(`${server.origin}/tablet/?lang=ru`);
  await page.locator('#code').fill('ABCD-EFGH');
  for (const id of ['pin', 'again']) await page.locator(`#${id}`).fill(pin);
  await page.locator('button.primary').click();
  await page.waitForFunction((n) => document.querySelectorAll('button.case').length >= n, count);
  await page.locator('[data-sync=good]').waitFor();
  await page.evaluate(async () => { while (!(await caches.match('/tablet/'))) await new Promise((done) => setTimeout(done, 50)); });
  await page.waitForTimeout(500);
  await context.close();
}

// Processor time of the page's thread while `work` runs, without the brake: it does not depend on what else the machine
// does. Times the brake it is what a frame would take on the weak tablet; a frame has 16.7 ms.
async function tellWork(name, cdp, work) {
  await cdp.send('Emulation.setCPUThrottlingRate', {rate: 1});
  const events = [];
  const collect = ({value}) => events.push(...value);
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {transferMode: 'ReportEvents', traceConfig: {includedCategories: ['toplevel', 'devtools.timeline', 'blink']}});
  const frames = await work();
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  await cdp.send('Emulation.setCPUThrottlingRate', {rate: slower});
  const threads = new Set(events.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain').map((e) => `${e.pid} ${e.tid}`));
  const tasks = events.filter((e) => e.name === 'ThreadControllerImpl::RunTask' && threads.has(`${e.pid} ${e.tid}`));
  const spent = tasks.reduce((sum, e) => sum + (e.tdur ?? 0), 0) / 1000;
  print(`${name}.work`, (spent * slower) / frames.length, `ms a frame of the page's thread, processor time times ${slower}; a frame has 16.7`);
}

function tellFrames(name, times) {
  const frame = 1000 / 60;
  const dropped = times.reduce((sum, time) => sum + Math.max(0, Math.round(time / frame) - 1), 0);
  print(`${name}.dropped`, dropped, `frames dropped of ${times.length + dropped}`);
  print(`${name}.frame_p99`, sorted(times)[Math.floor(times.length * 0.99)], 'ms');
}

async function scrolled(page, cdp, selector, gesture) {
  const box = await page.locator(selector).boundingBox();
  const frames = page.evaluate(() => window.frames_of(3000));
  await cdp.send('Input.synthesizeScrollGesture', {x: box.x + box.width / 2, y: Math.min(box.y + box.height / 2, 900), speed: 1200, gestureSourceType: 'touch', ...gesture});
  return frames;
}

// From the press to the new page in the document, and to the frame that shows it.
async function nextQuestion(page) {
  return page.evaluate(() => new Promise((resolve) => {
    const form = document.querySelector('form#page');
    const before = form.dataset.page;
    const start = performance.now();
    const changed = () => document.querySelector('form#page')?.dataset.page !== before;
    const observer = new MutationObserver(() => {
      if (!changed()) return;
      observer.disconnect();
      const shown = performance.now() - start;
      requestAnimationFrame(() => setTimeout(() => resolve({shown, painted: performance.now() - start})));
    });
    observer.observe(document.body, {childList: true, subtree: true, attributes: true});
    form.querySelector('.actions button[value=next]').click();
  }));
}

// The interview opens where it is to be gone on with; its pages are walked from another one, as the way back leads there.
async function goBackTo(page, id, address) {
  await page.locator('form#page').waitFor();
  await page.evaluate(([of, target]) =>
    window.dispatchEvent(new PopStateEvent('popstate', {state: {screen: 'interview', case: of, page: target}})), [id, address]);
  await page.waitForFunction((target) => document.querySelector('form#page').dataset.page.endsWith(target), address);
}

async function walkInterview(page, number, name, from) {
  await page.evaluate((id) => document.querySelector(`button.case[data-case="${id}"]`).click(), caseId(number));
  await page.locator('[data-go=interview]').click();
  await page.locator('form#page').waitFor();
  await goBackTo(page, caseId(number), from);
  const shown = [], painted = [];
  for (let i = 0; i < 25; ++i) {
    const link = await page.locator('form#page .actions button[value=next]').count();
    if (!link) break;
    const before = await page.locator('form#page').getAttribute('data-page');
    if (before.endsWith('check-answers')) break;
    const one = await Promise.race([nextQuestion(page), page.waitForTimeout(8000).then(() => undefined)]);
    if (!one) break;
    shown.push(one.shown);
    painted.push(one.painted);
    await page.waitForTimeout(150);
  }
  if (shown.length === 0) throw new Error(`no page of ${name} was walked`);
  print(`tablet.next_question.${name}`, median(shown), `ms, median of ${shown.length} pages`);
  print(`tablet.next_question.${name}.most`, Math.max(...shown), 'ms');
  print(`tablet.next_question.${name}.painted`, median(painted), 'ms to the end of the next frame');
  await page.locator('[data-do=back]').click();
  await page.locator('[data-do=back]').click();
  await page.waitForFunction((n) => document.querySelectorAll('button.case').length === n, count);
}

// Bytes a finished interview of five adds to the journal: entries of a page each, sealed (28 bytes a row).
async function journalBytes(operations) {
  const native = new Native();
  const device = '00000000-0000-7000-8000-0000000000aa';
  await native.call('tablet.new', {device});
  let bytes = 0, entries = 0;
  const write = async (kind, payload) => {
    const {token} = await native.ask('tablet.write', {case: caseId(1), kind, payload: JSON.stringify(payload), at: '2021-10-01T10:00:00Z', salt: 'AAAAAAAAAAA', chain: caseId(9)});
    const {record} = await native.ask('tablet.add', {token, signature: Buffer.alloc(64).toString('base64url')});
    bytes += Buffer.from(record, 'base64url').length + 28;
    entries += 1;
  };
  for (let i = 0; i < operations.length; i += 3) await write('operations', operations.slice(i, i + 3));
  await write('visit', {outcome: 'interview', lat: 43.6501, lon: 51.1601, accuracy_m: 12});
  await write('finish', {});
  native.close();
  return {bytes, entries};
}

const folder = formFolder();
const server = await startServer({folder, placed});
const profile = mkdtempSync(join(tmpdir(), 'sanaq-tablet-'));
server.state.codes.set('ABCD-EFGH', Array.from({length: count}, (_, i) => i + 1));
server.state.enrolled = async () => {
  // As the office does: the address stands in the questionnaire. Some addresses have a whole interview.
  for (let n = 1; n <= count; ++n) {
    const {street, house, flat} = placed(n).address;
    const address = Object.entries({region: '470000000', district: '471000000', okrug: '471010000', street, house, flat})
      .map(([question, value]) => ({op: 'answer', question, value}));
    await server.native.call('office.online', {case: caseId(n), operations: address});
  }
  for (let n = 1; n <= interviews; ++n) {
    const operations = operationsOf(householdOf(n === 2 ? 60 : 5));
    for (let i = 0; i < operations.length; i += 30)
      await server.native.call('office.online', {case: caseId(n), operations: operations.slice(i, i + 30)});
  }
};
try {
  await prepare(server, profile);
  server.state.down = true;
  const starts = [], unlocks = [];
  let open_page;
  for (let i = 0; i < rounds; ++i) {
    await open_page?.context.close();
    open_page = await open(profile, server.origin, true);
    await open_page.page.waitForFunction(() => window.seen.pin);
    starts.push(await open_page.page.evaluate(() => window.seen.pin));
    unlocks.push(await unlock(open_page.page));
  }
  const {context, page, cdp} = open_page;
  print('tablet.start', median(starts) / 1000, 's to the PIN, no network');
  print('tablet.unlock', median(unlocks) / 1000, `s from the PIN to the list, ${count} assignments, ${interviews} with answers`);
  print('tablet.start_and_unlock', median(starts.map((start, i) => start + unlocks[i])) / 1000, 's without typing');
  await page.waitForFunction((n) => document.querySelectorAll('button.case').length === n, count);
  await page.waitForTimeout(2000);
  tellFrames('tablet.list_scroll', await scrolled(page, cdp, 'main', {yDistance: -3000}));
  await page.evaluate(() => window.scrollTo(0, 0));
  await tellWork('tablet.list_scroll', cdp, () => scrolled(page, cdp, 'main', {yDistance: -3000}));
  await page.evaluate(() => { window.scrollTo(0, 0); window.pressed = performance.now(); document.querySelector('[data-go=map]').click(); });
  await page.locator('#map canvas').first().waitFor();
  print('tablet.map', await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - window.pressed))))), 'ms from the list to the map');
  await page.waitForTimeout(3000);
  await page.locator('[data-do=in]').click();
  await page.waitForTimeout(500);
  const drag = {xDistance: 600, yDistance: 200, repeatCount: 3, repeatDelayMs: 0};
  tellFrames('tablet.map_scroll', await scrolled(page, cdp, '#map', drag));
  await tellWork('tablet.map_scroll', cdp, () => scrolled(page, cdp, '#map', {...drag, xDistance: -600, yDistance: -200}));
  await page.locator('[data-do=back]').click();
  await page.waitForFunction((n) => document.querySelectorAll('button.case').length === n, count);
  await walkInterview(page, 1, 'of_5', 'members/m1/origin');
  await walkInterview(page, 2, 'of_60', 'members/m30/origin');
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage);
  print('tablet.storage', usage / 1e6, 'MB in all');
  const {bytes, entries} = await journalBytes(operationsOf(householdOf(5)));
  print('tablet.journal_of_5', bytes / 1000, `kB an interview, ${entries} entries`);
  await context.close();
} finally {
  await server.close();
  for (const path of [folder, profile]) rmSync(path, {recursive: true, force: true});
}
