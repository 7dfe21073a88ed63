// Hostile input over real HTTPS against the running server: each gets a clear refusal with a code, the server
// lives and serves others, and the logs of the whole run hold nothing about a person.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, test} from 'node:test';

import {Browser, csrf_of} from './browser.mjs';
import {form_bodies, raw, raw_requests, submission_bodies} from './hostile_requests.mjs';
import {send_household} from './load.mjs';

import {household, iins_of, register} from './person.mjs';
import {Server} from './server.mjs';

const family = 'Құпиятегі';         // a surname nobody else has
const secrets = new Set([family]);  // whatever may never stand in a log
const attack = `'; drop table casework.submission; --"<script>alert(1)</script>{{7*7}}\${jndi:ldap://x}`;
let server;
before(async () => {
  server = await Server.start();
});
after(async () => {
  await server?.stop();
  server?.remove();
});

async function person() {
  const browser = new Browser(server);
  const who = await register(browser, 'en');
  secrets.add(who.iin).add(who.phone).add(browser.token());
  return browser;
}

function household_of(number) {
  const body = household(number, family);
  for (const iin of iins_of(body)) secrets.add(iin);
  return body;
}

function is_refusal(answer, statuses, code) {
  assert.ok([statuses].flat().includes(answer.status), `${answer.status} ${answer.text.slice(0, 200)}`);
  if (code) assert.match(answer.json?.code ?? '', code);
}

async function lives() {
  assert.ok(server.alive, 'the server lives');
  const browser = new Browser(server);
  assert.equal((await browser.get('/health')).status, 200);
  browser.close();
}

test('bodies of submissions', async (t) => {
  const browser = await person();
  const authorization = `Bearer ${browser.token()}`;
  for (const [name, body, statuses, code, type = 'application/json'] of submission_bodies)
    await t.test(name, async () => {
      const answer = await browser.send(
          'POST', '/api/submissions', {headers: {'content-type': type, authorization}, body});
      if (answer.status === 0 && [statuses].flat().includes(413))
        return lives();  // closed while we still sent
      is_refusal(answer, statuses, code);
    });
  // Right but for one place.
  const right = JSON.stringify(household_of(1));
  const [before, behind] = right.split(/(?<="street":")[^"]*/);
  const with_bytes = (...bytes) =>
      Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(behind)]);
  const spoiled = [
    ['bad UTF-8', with_bytes(0xc3, 0x28, 0xff), /^json\.utf8$/],
    ['an encoded surrogate', with_bytes(0xed, 0xa0, 0x80), /^json\.utf8$/],
    ['a slash in two bytes', with_bytes(0xc0, 0xaf), /^json\.utf8$/],
    ['half a surrogate', `${before}\\ud800${behind}`], ['a control character', `${before}a\u0001b${behind}`],
    ['something behind the end', `${right}{}`], ['cut one byte early', right.slice(0, -1)],
    ['a comma too many', right.replace('{', '{,')]
  ];
  for (const [name, body, code = /./] of spoiled)
    await t.test(
        `a household with ${name}`,
        async () => is_refusal(
            await browser.send(
                'POST', '/api/submissions',
                {headers: {'content-type': 'application/json', authorization}, body}),
            [400, 422], code));
  assert.equal(
      (await send_household(browser, browser.token(), household_of(1))).status, 201,
      'the same person then submits');
  await lives();
});

test('whole requests', async (t) => {
  for (const [name, bytes, statuses, code] of raw_requests)
    await t.test(name, async () => is_refusal(await raw(server, bytes), statuses, code));
  await lives();
});

test('forms', async (t) => {
  const browser = new Browser(server);
  await browser.get('/en/register');
  for (const [name, type, body] of form_bodies)
    await t.test(name, async () => {
      const answer = await browser.send('POST', '/en/register', {headers: {'content-type': type}, body});
      // Over the limit of every body nobody asks which page it is for; or it was closed while we still sent.
      if (body.length > 1 << 20)
        return answer.status === 0 ? lives() : is_refusal(answer, 413, /^http\.body$/);
      is_refusal(answer, [400, 403, 413, 415]);
      assert.match(answer.headers['content-type'], /^text\/html/, 'a page, as a person asked');
    });
  await lives();
});

test('sessions and CSRF', async (t) => {
  const mine = await person(), other = await person();
  const csrf = (await mine.get('/q/state')).json.csrf, foreign = (await other.get('/q/state')).json.csrf;
  const batch = (token) => ({
    csrf: token,
    device: randomUUID(),
    from: 1,
    cursor: 0,
    operations: [{op: 'answer', question: 'street', value: 'A'}]
  });
  const cases = [
    ['no token', () => mine.json('/q/operations', batch('')), 403, /^session\.csrf$/],
    ['token of another session', () => mine.json('/q/operations', batch(foreign)), 403, /^session\.csrf$/],
    ['nobody', () => new Browser(server).json('/q/operations', batch(csrf)), 401, /^session\.gone$/],
    ['no bearer', () => mine.json('/api/submissions', household_of(0)), 401, /^session\.gone$/],
    [
      'an invented bearer', () => send_household(mine, 'A'.repeat(43), household_of(0)), 401,
      /^session\.gone$/
    ],
    [
      'a bearer of 10 KB', () => send_household(mine, 'A'.repeat(10_000), household_of(0)), 401,
      /^session\.gone$/
    ],
    [
      'a bearer with one letter changed',
      () => send_household(mine, mine.token().replace(/.$/, (c) => c === 'A' ? 'Q' : 'A'), household_of(0)),
      401, /^session\.gone$/
    ],
    ['page post without token', () => mine.form('/en/submit', {declare: '1'}), 403],
    ['page post with a foreign token', () => mine.form('/en/submit', {declare: '1', csrf: foreign}), 403],
    [
      'office without token', () => mine.form('/en/office/login', {login: 'a', password: 'b', code: '1'}), 403
    ],
    ['office page without sign-in', () => mine.get('/en/office/conflicts'), 401],
  ];
  for (const [name, send, status, code] of cases)
    await t.test(name, async () => is_refusal(await send(), status, code));
  assert.equal((await mine.json('/q/operations', batch(csrf))).status, 200, 'the right token still works');
});

test('replays', async (t) => {
  const browser = await person();
  const csrf = (await browser.get('/q/state')).json.csrf;
  const device = randomUUID();
  const batch = (from, value) =>
      ({csrf, device, from, cursor: 0, operations: [{op: 'answer', question: 'street', value}]});
  assert.equal((await browser.json('/q/operations', batch(1, 'A'))).json.acknowledged, 1);
  await t.test(
      'the same operations again change nothing',
      async () => assert.equal((await browser.json('/q/operations', batch(1, 'A'))).json.acknowledged, 1));
  await t.test(
      'others under the same numbers',
      async () => is_refusal(await browser.json('/q/operations', batch(1, 'B')), 409, /^draft\.diverged$/));
  await t.test(
      'numbers left out',
      async () => is_refusal(await browser.json('/q/operations', batch(9, 'B')), 409, /^draft\.gap$/));
  for (const from of [0, -1, 2 ** 62, 'x'])
    await t.test(
        `from ${from}`,
        async () => is_refusal(await browser.json('/q/operations', batch(from, 'B')), [400, 409], /./));
  await t.test(
      'no device',
      async () =>
          is_refusal(await browser.json('/q/operations', {...batch(2, 'B'), device: '../..'}), 400, /./));
  await t.test(
      'an unknown operation',
      async () => is_refusal(
          await browser.json(
              '/q/operations', {...batch(2, 'B'), operations: [{op: 'drop', question: 'street'}]}),
          400, /^operation\.form$/));
  await t.test(
      '501 operations',
      async () => is_refusal(
          await browser.json('/q/operations', {
            ...batch(2, 'B'),
            operations: Array(501).fill({op: 'answer', question: 'street', value: 'x'})
          }),
          400, /^draft\.size$/));
  const body = household_of(2);
  const first = await send_household(browser, browser.token(), body);
  assert.equal(first.status, 201);
  await t.test('the same household again', async () => {
    const again = await send_household(browser, browser.token(), body);
    assert.deepEqual([again.status, again.json], [200, first.json]);
  });
  await t.test(
      'another household on the same case',
      async () => is_refusal(
          await send_household(browser, browser.token(), household_of(3)), 409, /^submission\.closed$/));
  await t.test(
      'operations after the end',
      async () =>
          is_refusal(await browser.json('/q/operations', batch(2, 'late')), 409, /^submission\.closed$/));
  await t.test('a code of the registration again', async () => {
    const visitor = new Browser(server);
    const page = await visitor.get('/en/register');
    const answer = await visitor.form(
        `/en/code/${randomUUID()}`, {csrf: csrf_of(page.text), code: '123456', action: 'confirm'});
    is_refusal(answer, 422);
  });
});

test('SQL and HTML in every field', async () => {
  let browser = await person();
  const form = household_of(0);
  const places = [
    ...Object.keys(form.answers).map((name) => [form.answers, name]),
    ...form.lists.members.flatMap(
        (member) => Object.keys(member.answers).map((name) => [member.answers, name]))
  ];
  const seen = {};
  for (const [place, name] of places) {
    const right = place[name];
    place[name] = attack;
    const answer = await send_household(browser, browser.token(), form);
    place[name] = right;
    assert.ok(
        [201, 400, 422].includes(answer.status), `${name}: ${answer.status} ${answer.text.slice(0, 200)}`);
    assert.ok(!answer.text.includes('<script>'), name);
    seen[answer.status] = (seen[answer.status] ?? 0) + 1;
    if (answer.status === 201) {
      browser = await person();
      for (const member of form.lists.members)
        if (member.answers.iin) member.answers.iin = iins_of(household_of(0))[0];
    }
  }
  // As a draft, on the pages a person sees.
  const {csrf} = (await browser.get('/q/state')).json;
  const operations = [
    ...Object.keys(form.answers).map((question) => ({op: 'answer', question, value: attack})),
    {op: 'add_item', question: 'members', item: 'm1'},
    ...Object.keys(form.lists.members[0].answers)
        .map((question) => ({op: 'answer', question, item: 'm1', value: attack}))
  ];
  const stored =
      await browser.json('/q/operations', {csrf, device: randomUUID(), from: 1, cursor: 0, operations});
  assert.equal(stored.status, 200, stored.text.slice(0, 200));
  for (const path of ['/en/q', '/en/q/check-answers', '/kk/q/check-answers', '/en/q/members', '/en/']) {
    let page = await browser.get(path);
    if (page.status === 303) page = await browser.get(page.headers.location);
    assert.equal(page.status, 200, path);
    assert.ok(!page.text.includes('<script>alert'), `${path} holds the script as it came`);
  }
  const page = await browser.get(`/en/verify?code=${encodeURIComponent(attack.slice(0, 19))}`);
  assert.ok(!page.text.includes('<script>'), 'verify');
  assert.deepEqual(await server.sql('select count(*) > 0 from casework.submission'), [['t']]);
  console.log(`# ${places.length} fields: ${JSON.stringify(seen)}`);
  await lives();
});

test('guessing member codes', async () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const letters = () => Array.from({length: 4}, () => alphabet[Math.floor(Math.random() * 32)]).join('');
  const browser = new Browser(server);
  const began = Date.now();
  for (let i = 0; i < 400; i++) {
    const answer = await browser.get(`/verify?code=${letters()}-${letters()}-${letters()}`);
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.json, {valid: false});
  }
  console.log(`# 400 guesses in ${Date.now() - began} ms, none right; nothing told`);
});

test('the logs of the whole run hold nothing about a person', () => {
  const logs = server.logs();
  assert.ok(logs.includes('ready https'), 'there is a log to look at');
  for (const secret of secrets) assert.ok(!logs.includes(secret), `found in a log: ${secret.slice(0, 3)}…`);
  assert.ok(!/drop table|<script|900[0-9]{9}/.test(logs), 'no statement, no value');
  assert.ok(secrets.size > 50);
});
