// A member of the bureau's staff who signs in and has the audit log verified again and again, so that it
// grows under faults.
import {execFileSync} from 'node:child_process';
import {createHmac} from 'node:crypto';

import {Browser, csrf_of} from './browser.mjs';
import {pause, root} from './server.mjs';

/** Adds the account; before the server starts, as the data folder is used by one process. */
export function add_clerk(program, data) {
  const told = execFileSync(
      program,
      ['staff', 'add', 'clerk', '--role', 'bureau', '--data', data, '--clock', '2021-09-15T11:00:00+06:00'],
      {cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']});
  const field = (name) => new RegExp(`^${name}\\s+(\\S+)`, 'm').exec(told)[1];
  return {login: 'clerk', password: field('password'), secret: field('TOTP')};
}

function code_at(secret, seconds) {
  const bits =
      [...secret]
          .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
          .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const mac = createHmac('sha1', key).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export class Clerk {
  constructor(server, ledger, account) {
    Object.assign(
        this, {server, ledger, account, stopping: false, verified: 0, browser: new Browser(server)});
    this.running = this.work();
  }
  async stop() {
    this.stopping = true;
    await this.running;
  }
  /** Codes go by the clock of the machine, wherever the demo's clock stands. */
  now() {
    return Date.now() / 1000;
  }

  async sign_in() {
    const page = await this.browser.get('/en/office/login');
    if (page.status !== 200) return false;
    const {login, password, secret} = this.account;
    const answer = await this.browser.form(
        '/en/office/login',
        {csrf: csrf_of(page.text), login, password, code: code_at(secret, this.now()), next: '/office'});
    return answer.status === 303;
  }

  async work() {
    let signed_in = false;
    while (!this.stopping) {
      await pause(300);
      if (!signed_in && !(signed_in = await this.sign_in())) {
        await pause(3_000);
        continue;
      }
      const page = await this.browser.get('/en/office/audit');
      if (page.status !== 200) continue;
      const answer = await this.browser.form('/en/office/audit/verify', {csrf: csrf_of(page.text)});
      if (answer.status === 200 && /notice error/.test(answer.text))
        this.ledger.violation('the server says the audit chain is broken');
      if (answer.status === 200) this.verified++;
    }
    this.browser.close();
  }
}
