// The checker must see what it is for: promises planted as broken, in the client and in the database, and
// none where all is well.
import assert from 'node:assert/strict';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {check} from './checker.mjs';
import {add_clerk, Clerk} from './clerk.mjs';
import {Ledger} from './ledger.mjs';
import {Load} from './load.mjs';
import {pause, program, Server} from './server.mjs';

let server, ledger;
before(async () => {
  const data = mkdtempSync(join(tmpdir(), 'sanaq-fault-'));
  const account = add_clerk(program, data);
  server = await Server.start({data});
  ledger = new Ledger();
  const load = new Load(server, ledger, {clients: 4});
  const clerk = new Clerk(server, ledger, account);
  for (let wait = 0; (ledger.households.length < 12 || clerk.verified < 3) && wait < 300; wait++)
    await pause(200);
  await Promise.all([load.stop(), clerk.stop()]);
  assert.ok(ledger.households.length >= 12 && clerk.verified >= 3);
});
after(async () => {
  await server?.stop();
  server?.remove();
});

test('nothing is broken after a calm hour', async () => {
  assert.deepEqual(await check(server, ledger), []);
});

/**
 * Changes rows, checks, and changes them back. sample 0: in SQL only, as sending a lost household again
 * mends it.
 */
async function planted([change, back], expected, sample = 0) {
  await server.sql(change);
  const broken = await check(server, ledger, {sample});
  await server.sql(back);
  assert.ok(broken.some((line) => expected.test(line)), `not seen: ${expected}, but ${broken}`);
  assert.deepEqual(await check(server, ledger), []);
}

// As a broken disk would: what refers to the row does not hinder it.
const unguarded = 'set session_replication_role = replica';
const kept = (table, where) =>
    [`${unguarded}; create table keep as select * from ${table} where ${where}; delete from ${table} where ${where}`,
     `${unguarded}; insert into ${table} select * from keep; drop table keep`];

test(
    'a lost household',
    async () => planted(kept('casework.submission', 'serial = 3'), /acknowledged household is not there/));
test('a gap in the serials', async () => planted(kept('casework.submission', 'serial = 3'), /^serials/));
test(
    'a household without its names',
    async () => planted(kept('identity.household', 'serial = 5'), /without identity/));
test('half a household', async () => planted(kept('casework.person', 'serial = 2'), /half a household/));
test(
    'a changed receipt',
    async () => planted(
        [
          "update casework.submission set received_at = received_at + interval '1 second' where serial = 4",
          "update casework.submission set received_at = received_at - interval '1 second' where serial = 4"
        ],
        /another receipt/, Infinity));
test(
    'a changed line of the audit log',
    async () => planted(
        [
          "update access.audit set actor = 'nobody' where number = 2",
          "update access.audit set actor = 'clerk' where number = 2"
        ],
        /audit chain broken at line 2/));
test(
    'a lost batch of a draft',
    async () => planted(
        [
          `create table keep as select * from casework.draft_batch where case_id = '${
              ledger.households[0].case_id}' and position = 2;
     delete from casework.draft_batch where (case_id, position) in (select case_id, position from keep)`,
          'insert into casework.draft_batch select * from keep; drop table keep'
        ],
        /missing or out of order/, Infinity));

/** A client that takes "come later" for a promise, as a careless program would. */
async function careless(harm) {
  const own = new Ledger();
  const load = new Load(
      server, own, {clients: 4, acknowledges: ({status}) => [0, 200, 201, 202, 503].includes(status)});
  await pause(1_500);
  await harm();
  await pause(1_000);
  await load.stop();
  return check(server, own);
}

test('a client that counts lost answers as acknowledged', async () => {
  let broken = [];
  for (let tries = 0; tries < 5 && broken.length === 0; tries++)
    broken = await careless(async () => {
      await server.kill();
      await pause(500);
      await server.launch();
    });
  assert.ok(broken.length > 0);
});
