// What the tablet keeps in the long run: many rows of the journal become one, whenever the power goes; photos that the centre
// has leave the tablet. Against test/tablet_server.mjs, in a real browser.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {caseId} from './tablet_server.mjs';
import {addresses, answerDwelling, answerMembers, end, enrol, kept, log, newTablet, openCase, openInterview, patience, press, state, synchronise,
  toDwelling, unlock, until, within} from './tablet_walk.mjs';

after(end);

/** What lies in the storage: loose rows of the journal, packed ones, photos. */
const stored = (page) => page.evaluate(async () => {
  const ask = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const all = async (name, store) => {
    const db = await ask(indexedDB.open(name));
    const keys = db.objectStoreNames.contains(store) ? await ask(db.transaction(store).objectStore(store).getAllKeys()) : [];
    db.close();
    return keys;
  };
  const packs = (await all('sanaq-tablet', 'kept')).filter((key) => key.startsWith('packed '));
  return {rows: (await all('sanaq-tablet', 'journal')).length, packs: packs.length, photos: (await all('sanaq-tablet-pictures', 'picture')).length};
});

/** Types so many answers, each an entry of its own. */
async function typeAnswers(page, count) {
  const rows = (await stored(page)).rows;
  for (let typed = 0; (await stored(page)).rows < rows + count; typed += 20) {
    assert.ok(typed < count * 4, 'answers become rows');
    await page.evaluate(async () => {
      const field = document.querySelector('[name="q.rooms"]');
      for (let i = 0; i < 20; ++i) {
        field.value = String(1 + ((Number(field.value) || 0) % 9));
        for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, {bubbles: true}));
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    });
  }
  await kept(page);
}

// Holds the transaction that packs open, and tells that it has begun.
const holdPacking = () => {
  const take = IDBObjectStore.prototype.delete;
  IDBObjectStore.prototype.delete = function (...range) {
    if (this.name === 'journal' && window.packing && !sessionStorage.getItem('packed')) {
      sessionStorage.setItem('packed', '1');
      const spin = () => { this.count().onsuccess = spin; };
      spin();
      void window.packing();
    }
    return take.apply(this, range);
  };
};

test('the journal is packed; killed in the middle of it nothing is lost, and all of it is handed in once', patience, async () => {
  const tablet = await newTablet({prepare: (page) => page.addInitScript(holdPacking)});
  let {page} = tablet;
  const begun = new Promise((resolve) => { tablet.packing = resolve; });
  await page.exposeFunction('packing', () => tablet.packing());
  await enrol(tablet);
  await synchronise(page);
  await openInterview(page, 1);
  await page.getByLabel('Пәтер').check();
  await tablet.network(false);
  await typeAnswers(page, 300);
  const rooms = await page.locator('[name="q.rooms"]').inputValue();
  const before = await stored(page);
  assert.equal(before.packs, 0);
  await tablet.network(true);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await within(60_000, begun, 'packing');
  const session = await tablet.context.newCDPSession(page);
  const closed = new Promise((resolve) => tablet.context.once('close', resolve));
  session.send('Browser.crash').catch(() => {});
  await within(60_000, closed, 'crash');

  page = await tablet.start();
  assert.deepEqual({...(await stored(page)), photos: 0}, {...before, rows: (await stored(page)).rows, photos: 0});
  assert.ok((await stored(page)).rows >= before.rows, 'rows are there as before');
  await unlock(page);
  await addresses(page, 2);
  await until('packed rows', async () => (await stored(page)).packs === 1);
  assert.ok((await stored(page)).rows < before.rows - 200);
  await tablet.network(false);
  await page.reload();
  await unlock(page);  // from what is packed
  await openInterview(page, 1);
  await toDwelling(page);
  assert.equal(await page.locator('[name="q.rooms"]').inputValue(), rooms);
  await page.locator('[name="q.rooms"]').fill('8');
  await page.locator('[name="q.area"]').focus();
  await kept(page);
  await tablet.network(true);
  await page.locator('[data-do=back]').click();
  await page.locator('[data-do=back]').click();
  await synchronise(page);
  const entries = (await log(tablet, 1)).filter((entry) => entry.kind === 'operations');
  assert.ok(entries.length >= 300 && entries.length <= before.rows, `${entries.length} entries of ${before.rows} rows`);
  assert.equal(JSON.parse(entries.at(-1).payload).at(-1).value, '8');
  assert.deepEqual(tablet.faults, []);
});

/** A small photo, as a file that is chosen. */
async function photo(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [320, 200];
    canvas.getContext('2d').fillRect(20, 20, 100, 100);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return {name: 'house.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes)};
}

async function visitWithPhoto(page, n) {
  await openCase(page, n);
  await page.locator('[data-go=visit]').click();
  await page.locator('#outcome-nobody_home').check();
  await page.locator('#photos').setInputFiles(await photo(page));
  await page.locator('form button.primary').click();
  await page.waitForFunction(() => document.querySelector('img.picture')?.naturalWidth === 320);
}

test('photos leave the tablet when the centre has them and the interview; those of open cases stay', patience, async () => {
  const tablet = await newTablet();
  const {page} = tablet;
  await enrol(tablet);
  await visitWithPhoto(page, 2);
  await page.locator('[data-do=back]').click();
  await visitWithPhoto(page, 1);
  assert.equal((await stored(page)).photos, 2);
  await page.locator('[data-go=interview]').click();
  await page.locator('form#page').waitFor();
  await answerDwelling(page);
  await page.locator('[data-do=back]').click();
  await page.locator('[data-do=back]').click();
  await synchronise(page);
  assert.equal((await stored(page)).photos, 2, 'the interview goes on');
  await openInterview(page, 1);
  await toDwelling(page);
  await press(page, 'next');
  await page.locator('[type=radio][value="4"]').check();
  await press(page, 'next');
  await page.locator('form#page[data-page$="built_year"]').waitFor();  // may be left open
  await press(page, 'next');
  await answerMembers(page);
  await page.getByText('Сұхбат аяқталды').waitFor();
  await page.locator('[data-do=back]').click();
  await synchronise(page);
  await state(page, 'confirmed');
  await until('the photo of the confirmed case goes', async () => (await stored(page)).photos === 1);
  await openCase(page, 1);
  await page.locator('ul.pictures li').first().waitFor();  // its words stay
  assert.equal(await page.locator('img.picture[src]').count(), 0);
  await page.locator('[data-do=back]').click();
  await openCase(page, 2);
  await page.waitForFunction(() => document.querySelector('img.picture')?.naturalWidth === 320);
  assert.deepEqual(tablet.faults, []);
});
