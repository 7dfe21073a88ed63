// A steady load: each client registers, writes drafts from two devices, submits, and now and then sends an
// old household again. What is not acknowledged is sent again until it is, as devices do.
import {randomUUID} from 'node:crypto';

import {Browser} from './browser.mjs';
import {case_of} from './ledger.mjs';

import {household, known_persons, register} from './person.mjs';
import {pause} from './server.mjs';

const again_ms = 150;
let values = 0;

/** acknowledges: which answers count as a promise; another rule is planted by the test of the checker. */
export class Load {
  constructor(
      server, ledger, {clients = 6, acknowledges = ({status}) => status === 200 || status === 201} = {}) {
    Object.assign(this, {server, ledger, acknowledges, stopping: false, number: 0});
    this.running = Array.from({length: clients}, () => this.client());
  }

  async stop() {
    this.stopping = true;
    await Promise.all(this.running);
  }

  async client() {
    while (!this.stopping) {
      const browser = new Browser(this.server);
      try {
        await this.one_household(browser);
      } catch (error) {
        // A registration that the faults cut to pieces is given up, as a person would come back later.
        if (!/^registration/.test(error.message)) this.ledger.violation(`client: ${error.stack}`);
        await pause(again_ms);
      } finally {
        browser.close();  // the checker opens it again
      }
    }
  }

  async one_household(browser) {
    await register(browser, ['kk', 'ru', 'en'][this.number % 3]);
    const number = this.number++;
    await this.write_draft(browser, 1 + number % 4);
    const sent = await this.submit(browser, household(number));
    if (sent && number % 4 === 0) await this.send_again();
  }

  /** Repeats until acknowledged. harmless: statuses that mean "later"; any other one breaks a promise. */
  async insist(what, send) {
    for (;;) {
      const answer = await send();
      if (this.acknowledges(answer)) return answer;
      if (answer.status === 0)
        this.ledger.lost++;
      else if (answer.status !== 503 && answer.status !== 504) {
        this.ledger.violation(`${what}: ${answer.status} ${answer.json?.code ?? answer.text.slice(0, 80)}`);
        return undefined;
      }
      if (answer.status === 503 && !answer.headers['retry-after'])
        this.ledger.violation(`${what}: 503 without Retry-After`);
      if (answer.json?.code === 'store.unavailable') this.ledger.refused++;
      this.ledger.resent++;
      await pause(again_ms);
    }
  }

  async write_draft(browser, batches) {
    const state = await this.insist('state', () => browser.get('/q/state'));
    if (!state?.json) return;
    const draft = {browser, csrf: state.json.csrf, values: [], pending: []};
    const devices = [{device: randomUUID(), from: 1}, {device: randomUUID(), from: 1}];
    this.ledger.drafts.push(draft);
    for (let batch = 0; batch < batches; batch++) {
      const at = devices[Math.floor(Math.random() * 2)];
      const fresh = Array.from({length: 1 + batch}, () => `v${++values}`);
      const operations = fresh.map((value) => ({op: 'answer', question: 'street', value}));
      draft.pending = fresh;
      const body = {csrf: draft.csrf, device: at.device, from: at.from, cursor: 0, operations};
      const answer = await this.insist('operations', () => browser.json('/q/operations', body));
      if (!answer) return;
      if (answer.json?.acknowledged !== at.from + fresh.length - 1)
        this.ledger.violation(`operations acknowledged to ${answer.json?.acknowledged}`);
      at.from += fresh.length;
      draft.values.push(...fresh);
      draft.pending = [];
    }
  }

  async submit(browser, body) {
    const token = browser.token();
    const answer = await this.insist('submission', () => send_household(browser, token, body));
    if (!answer) return undefined;
    const {receipt = '', codes = []} = answer.json ?? {};
    const sent = {
      case_id: case_of(receipt),
      token,
      body,
      receipt,
      codes,
      persons: body.lists.members.length,
      known: known_persons(body)
    };
    this.ledger.households.push(sent);
    return sent;
  }

  async send_again() {
    const {households} = this.ledger;
    const old = households[Math.floor(Math.random() * households.length)];
    const browser = new Browser(this.server);
    const answer = await this.insist('submission again', () => send_household(browser, old.token, old.body));
    if (answer && (answer.status !== 200 || answer.json.receipt !== old.receipt))
      this.ledger.violation(`another answer to the same household: ${answer.status}`);
    browser.close();
  }
}

export const send_household = (browser, token, body) =>
    browser.json('/api/submissions', body, {authorization: `Bearer ${token}`});
