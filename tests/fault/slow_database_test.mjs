// PostgreSQL stands still for seconds (as under a frozen disk or a paused machine): requests wait or are told
// when to come again, what needs no database goes on, and all answers afterwards are right.
import assert from 'node:assert/strict';

import {Browser} from './browser.mjs';
import {check} from './checker.mjs';
import {Ledger} from './ledger.mjs';
import {Load} from './load.mjs';
import {pause, Server, signal} from './server.mjs';

const server = await Server.start();
const ledger = new Ledger();
try {
  const load = new Load(server, ledger);
  const visitor = new Browser(server);
  for (const seconds of [2, 8]) {
    await pause(4_000);
    const stopped = server.database();
    assert.ok(stopped.length > 3);
    for (const pid of stopped) signal(pid, 'SIGSTOP');
    await pause(500);
    const before = ledger.households.length;
    const until = Date.now() + seconds * 1000;
    let looks = 0;
    while (Date.now() < until) {
      const began = Date.now();
      const file = await visitor.get('/metrics');  // as a board watches it
      const script = await visitor.get('/worker.js');
      assert.ok(
          [200, 503].includes(file.status) && [200, 404].includes(script.status),
          `${file.status} ${script.status}`);
      assert.ok(Date.now() - began < seconds * 1000 + 15_000);
      looks++;
      await pause(200);
    }
    const meanwhile = ledger.households.length - before;
    for (const pid of stopped) signal(pid, 'SIGCONT');
    assert.equal(meanwhile, 0, 'nothing is acknowledged while the database stands still');
    assert.ok(server.alive);
    for (let wait = 0; wait < 300 && ledger.households.length < before + 10; wait++) await pause(200);
    assert.ok(ledger.households.length >= before + 10, 'the server goes on');
    console.log(`${seconds} s without database: ${looks} looks at other pages, then on to ${
        ledger.households.length} households`);
  }
  await load.stop();
  assert.deepEqual(await check(server, ledger, {sample: 100}), []);
  assert.equal((await server.stop()).code, 0, 'ends in order');
  visitor.close();
  console.log(`${ledger.households.length} households whole, ${ledger.refused} polite refusals, ${
      ledger.resent} requests repeated`);
} finally {
  if (server.alive) {
    for (const pid of server.database()) signal(pid, 'SIGCONT');
    await server.stop();
  }
  server.remove();
}
