// How long a tablet takes to open after weeks of work, and what its journal takes, before and after its rows are packed:
// Chromium without network at a sixth of the processor's speed. SANAQ_BENCH_ROWS: entries typed (a day of 14 persons brings some
// 350). Prints one JSON object a measure.   node tablet_days.mjs
import {mkdtempSync, rmSync} from 'node:fs';
import {loadavg, tmpdir} from 'node:os';
import {join} from 'node:path';
import {startOn} from '../../web/test/chromium.mjs';
import {startServer} from '../../web/test/tablet_server.mjs';
import {introduce, kept, openInterview, pin, readyOffline, unlock, until} from '../../web/test/tablet_walk.mjs';

const slower = Number(process.env.SANAQ_BENCH_SLOWER ?? 6);
const wanted = Number(process.env.SANAQ_BENCH_ROWS ?? 20_000);
const rounds = Number(process.env.SANAQ_BENCH_ROUNDS ?? 3);

function print(name, value, unit) {
  console.log(JSON.stringify({name, value: Number(value.toPrecision(3)), unit, peer: null, peer_value: null, ratio: null, load: loadavg()[0]}));
}
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

const server = await startServer();
const profile = mkdtempSync(join(tmpdir(), 'sanaq-tablet-'));
server.state.codes.set('ABCD-EFGH', [1, 2]);

async function open(offline, rate) {
  const context = await startOn(profile, {viewport: {width: 800, height: 1200}});
  await context.setOffline(offline);
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(300_000);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', {rate});
  await page.goto(`${server.origin}/tablet/?lang=kk`);
  return {context, page};
}

const rowsOf = (page) => page.evaluate(async () => {
  const ask = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const db = await ask(indexedDB.open('sanaq-tablet'));
  const sizes = (all) => all.reduce((sum, row) => sum + (row?.bytes?.length ?? 0) + (row?.iv?.length ?? 0), 0);
  const journal = await ask(db.transaction('journal').objectStore('journal').getAll());
  const kept = await ask(db.transaction('kept').objectStore('kept').getAll(IDBKeyRange.bound('packed ', 'packed!')));
  db.close();
  return {rows: journal.length, packs: kept.length, bytes: sizes(journal) + sizes(kept)};
});

// An entry for each answer, in the page: the pace is the tablet's.
async function type(page) {
  for (let rows = 0; rows < wanted; ({rows} = await rowsOf(page)))
    await page.evaluate(async () => {
      const field = document.querySelector('[name="q.rooms"]');
      for (let i = 0; i < 200; ++i) {
        field.value = String(1 + ((Number(field.value) || 0) % 9));
        for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, {bubbles: true}));
        await new Promise((resolve) => setTimeout(resolve, 8));
      }
    });
  await kept(page).catch(() => {});
}

async function tellOpening(name) {
  const times = [];
  for (let round = 0; round < rounds; ++round) {
    const {context, page} = await open(true, slower);
    await page.locator('#pin').fill(pin);
    times.push(await page.evaluate(() => new Promise((resolve) => {
      const start = performance.now();
      const look = () => document.querySelector('button.case, form#page') && resolve(performance.now() - start);
      new MutationObserver(look).observe(document, {childList: true, subtree: true});
      document.querySelector('button.primary').click();
    })));
    if (round + 1 === rounds) {
      const {rows, packs, bytes} = await rowsOf(page);
      print(`${name}.journal`, bytes / 1e6, `MB in ${rows} rows and ${packs} packed ones`);
    }
    await context.close();
  }
  print(name, median(times) / 1000, `s from the PIN to the list, ${wanted} entries`);
}

try {
  let {context, page} = await open(false, 1);
  await introduce(page, 'ABCD-EFGH');
  await page.locator('button.case').first().waitFor();
  await readyOffline(page);
  server.state.down = true;
  await context.setOffline(true);
  await openInterview(page, 1);
  await page.getByLabel('Пәтер').check();
  await page.locator('[name="q.rooms"]').waitFor();
  await type(page);
  await page.locator('[data-do=back]').click();
  await page.locator('[data-do=back]').click();
  await context.close();
  await tellOpening('tablet.days.loose');
  server.state.down = false;
  ({context, page} = await open(false, 1));
  await unlock(page);
  await until('packed rows', async () => (await rowsOf(page)).rows < 600, 600_000);
  await context.close();
  server.state.down = true;
  await tellOpening('tablet.days.packed');
} finally {
  await server.close();
  rmSync(profile, {recursive: true, force: true});
}
process.exit(0);
