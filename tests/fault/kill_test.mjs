// Kills the server, its PostgreSQL or single sessions of it at random moments under load, brings them back,
// and checks every promise. --kills N (default 15), --seed N, --clients N, --every N rounds between whole
// checks.
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';

import {check} from './checker.mjs';
import {add_clerk, Clerk} from './clerk.mjs';
import {Ledger} from './ledger.mjs';
import {Load} from './load.mjs';
import {pause, program, Server, signal} from './server.mjs';

const {values: options} = parseArgs({
  options: {
    kills: {type: 'string', default: '15'},
    clients: {type: 'string', default: '6'},
    every: {type: 'string', default: '5'},
    seed: {type: 'string', default: String(Date.now() % 1e6)}
  }
});
const kills_wanted = Number(options.kills);
let state = Number(options.seed);
const random = (below) => {  // mulberry32: the order of faults can be repeated, the moments cannot
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
};
const kills = {
  server: 0,
  postmaster: 0,
  backend: 0,
  both: 0
};
const total = () => Object.values(kills).reduce((sum, count) => sum + count, 0);

// How long the server took to listen again, in ms, for each kind of fault that ends it.
const ways_back = [];

async function fault(server) {
  const kind =
      ['server', 'server', 'server', 'postmaster', 'postmaster', 'backend', 'backend', 'both'][random(8)];
  if (kind === 'server' || kind === 'both') {
    if (kind === 'both') signal(server.postmaster(), 'SIGKILL');
    await server.kill();
    kills[kind]++;
    const began = Date.now();
    await server.launch();
    ways_back.push(Date.now() - began);
    if (process.env.SANAQ_VERBOSE) console.log(`${kind}: listens again after ${ways_back.at(-1)} ms`);
  } else {
    const backends = server.backends();
    const victim =
        kind === 'postmaster' ? server.postmaster() : backends[random(Math.max(backends.length, 1))];
    if (victim && signal(victim, 'SIGKILL')) kills[kind]++;
    if (process.env.SANAQ_VERBOSE) console.log(`${kind}: ${victim || 'away already'}`);
    if (!server.alive) throw new Error('the server died with its database');
  }
}

/** Kills until `wanted`; no longer than ten minutes a hundred kills would take on a slow machine. */
async function round(server, ledger, clerk_account, wanted) {
  const load = new Load(server, ledger, {clients: Number(options.clients)});
  const clerk = new Clerk(server, ledger, clerk_account);
  while (total() < wanted) {
    await pause(400 + random(2_200));
    await fault(server);
  }
  await pause(1_000);
  await Promise.all([load.stop(), clerk.stop()]);
  return clerk.verified;
}

async function main() {
  const started = Date.now();
  const data = mkdtempSync(join(tmpdir(), 'sanaq-fault-'));
  const account = add_clerk(program, data);
  const server = await Server.start({data});
  const ledger = new Ledger();
  let broken = [];
  let audits = 0;
  try {
    while (total() < kills_wanted && !broken.length) {
      audits += await round(server, ledger, account, Math.min(kills_wanted, total() + Number(options.every)));
      const last = total() >= kills_wanted;
      broken = await check(server, ledger, {sample: last ? Infinity : 40});
      console.log(`${total()} kills, ${ledger.households.length} households, ${
          ledger.drafts.length} drafts: ${broken.length} broken promises`);
    }
  } finally {
    await server.stop();
  }
  const operations = ledger.drafts.reduce((sum, draft) => sum + draft.values.length, 0);
  for (const line of broken) console.log(`BROKEN ${line}`);
  console.log(
      `seed ${options.seed}: ${total()} kills (server ${kills.server}, postmaster ${
          kills.postmaster}, session ${kills.backend}, ` +
      `server and postmaster ${kills.both}), ${ledger.households.length} households and ${
          operations} operations acknowledged, ` +
      `${ledger.lost} answers lost, ${ledger.resent} requests repeated, ${audits} audit checks, ` +
      `listens again after ${Math.max(0, ...ways_back)} ms at most, ${broken.length} broken promises, ` +
      `${Math.round((Date.now() - started) / 1000)} s`);
  if (broken.length)
    console.log(`data kept in ${data}`);
  else
    server.remove();
  process.exitCode = broken.length ? 1 : 0;
}

await main();
