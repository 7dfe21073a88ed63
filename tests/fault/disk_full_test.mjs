// The disk of the database runs full under load: the server says so politely, lives, loses nothing it
// acknowledged, and goes on when there is room again. Needs the right to mount; exit 77 (skipped) without it.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {closeSync, mkdtempSync, openSync, rmSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {check} from './checker.mjs';
import {Ledger} from './ledger.mjs';
import {Load} from './load.mjs';
import {pause, Server} from './server.mjs';

const data = mkdtempSync(join(tmpdir(), 'sanaq-full-'));
try {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=192m', 'sanaq-full', data], {stdio: 'pipe'});
} catch (error) {
  console.log(`skipped: a small file system cannot be mounted here (${
      String(error.stderr ?? error.message).trim()})`);
  rmSync(data, {recursive: true, force: true});
  process.exit(77);
}

function fill(path) {
  const file = openSync(path, 'w');
  for (let size = 1 << 20; size >= 1024; size >>= 1) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch (error) {
      if (error.code !== 'ENOSPC') throw error;
    }
  }
  closeSync(file);
}

async function until(what, holds, seconds) {
  for (let wait = 0; wait < seconds * 5; wait++) {
    if (holds()) return;
    await pause(200);
  }
  assert.fail(`not within ${seconds} s: ${what}`);
}

let server;
const ledger = new Ledger();
try {
  server = await Server.start({data});
  const load = new Load(server, ledger);
  await until('a first load', () => ledger.households.length >= 20, 60);
  const ballast = join(data, 'ballast');
  for (const round of [1, 2]) {
    const before = ledger.refused;
    fill(ballast);
    await until('the server says that the store is away', () => ledger.refused > before + 5, 90);
    await pause(5_000);
    assert.ok(server.alive, 'the server lives');
    const full = ledger.households.length;
    rmSync(ballast);
    await until('the server goes on', () => ledger.households.length >= full + 20, 90);
    console.log(
        `round ${round}: ${full} households when full, ${ledger.refused - before} polite refusals, goes on`);
  }
  await load.stop();
  assert.deepEqual(await check(server, ledger, {sample: 100}), []);
  console.log(`${ledger.households.length} households whole after a full disk`);
} finally {
  await server?.stop();
  execFileSync('umount', ['-l', data]);
  server?.remove();
}
