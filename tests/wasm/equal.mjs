// Runs every specimen, and a household of every kind of question, natively and in wasm: traces and pages must have the same
// bytes.   node equal.mjs ENGINE_NATIVE ENGINE_WASM SOURCE_ROOT
import {createHash, generateKeyPairSync, sign} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {Native} from '../../web/test/native.mjs';

const [nativeProgram, wasmFile, root] = process.argv.slice(2);
if (!existsSync(wasmFile)) {
  console.log(`skipped: ${wasmFile} was not built`);
  process.exit(77);
}

function startWasm() {
  const nothing = new Proxy({}, {get: () => () => 0});
  const {exports} = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasmFile)), {wasi_snapshot_preview1: nothing});
  exports._initialize();
  return (name, input) => {
    const bytes = new TextEncoder().encode(name + input);
    const at = exports.sanaq_input(bytes.length);
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
    const failed = exports.sanaq_call(name.length);
    const out = new TextDecoder().decode(new Uint8Array(exports.memory.buffer, exports.sanaq_output(), exports.sanaq_output_size()));
    if (!failed) return ['ok', out];
    const error = JSON.parse(out);
    return ['error', `${error.code} ${error.detail}`];
  };
}

const native = new Native(nativeProgram);
const wasm = startWasm();
let compared = 0;

async function both(name, input = null) {
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  const [here, there] = [await native.raw(name, text), wasm(name, text)];
  compared += 1;
  if (here[0] !== there[0] || here[1] !== there[1]) {
    console.error(`${name} differs\n  native ${here.join(' ').slice(0, 600)}\n  wasm   ${there.join(' ').slice(0, 600)}`);
    process.exit(1);
  }
  return here;
}

async function walk(language, steps) {
  await both('trace');
  await both('answers', {scope: 'everything'});
  await both('answers', {scope: 'on_path'});
  await both('first');
  const [kind, text] = await both('pages');
  if (kind !== 'ok') return;
  for (const address of JSON.parse(text)) {
    await both('page', {address, language});
    await both('wanted', {address});
    if (steps) await both('step', {address, language, fields: [['action', 'next'], ['shown', '']], new_item: 'n1'});
  }
}

// Another version of a form: the one before, and the form itself.
let earlier;
async function carry(bundle) {
  const [kind, text] = await both('answers', {scope: 'everything'});
  if (kind !== 'ok') return;
  const operations = [];
  const answer = (question, value, item) => operations.push({op: 'answer', question, value, ...(item && {item})});
  for (const [name, value] of Object.entries(JSON.parse(text).answers ?? {})) {
    if (!Array.isArray(value)) answer(name, String(value));
    else for (const {id: item, ...rest} of value) {
      operations.push({op: 'add_item', question: name, item});
      for (const [question, one] of Object.entries(rest)) if (typeof one === 'string') answer(question, one, item);
    }
  }
  for (const from of [earlier, bundle]) {
    if (!from) continue;
    await both('carry_from', from);
    const carried = JSON.parse((await both('carry', {operations}))[1]);
    if (from === bundle && carried.lost.length + carried.clear.length > 0) throw new Error(`carried to itself: ${JSON.stringify(carried)}`);
  }
}

const languages = ['kk', 'ru', 'en'];
async function household(folder, answers, turn) {
  const bundle = await native.call('bundle', {folder, messages: join(root, 'locale/page.csv'), census_date: '2021-09-01', rows_max: 20000});
  const [loaded] = await both('load', bundle);
  if (loaded !== 'ok') return;
  for (const text of answers) {
    if ((await both('open', text))[0] === 'ok') await carry(bundle);
    await walk(languages[turn % 3], true);
  }
  earlier = bundle;
}

function specimens() {
  const top = join(root, 'specimens/questionnaires');
  if (!existsSync(top)) return [];
  const out = [];
  for (const name of readdirSync(top).sort()) {
    const folder = join(top, name);
    if (!statSync(folder).isDirectory()) continue;
    const form = [join(folder, 'form'), folder].find((f) => existsSync(join(f, 'survey.csv')));
    const files = readdirSync(folder, {recursive: true}).map(String).sort();
    const answers = files.filter((f) => /answers[^/]*\.json$/.test(f)).map((f) => readFileSync(join(folder, f), 'utf8'));
    if (form) out.push({form, answers: answers.length > 0 ? answers : ['null']});
  }
  return out;
}

// The questionnaires of the editions: every specimen's trace, every page of the clean households.
async function editions() {
  let households = 0;
  for (const edition of readdirSync(join(root, 'editions')).sort()) {
    const folder = join(root, 'editions', edition, 'forms/household');
    const top = join(root, 'specimens/questionnaires', edition);
    if (!existsSync(join(folder, 'survey.csv')) || !existsSync(top)) continue;
    const bundle = await native.call('bundle', {folder, messages: join(root, 'locale/page.csv'), census_date: '2021-09-01', rows_max: 2000});
    if ((await both('load', bundle))[0] !== 'ok') continue;
    for (const name of readdirSync(top, {recursive: true}).map(String).filter((f) => f.endsWith('.json')).sort()) {
      if (name.endsWith('expected.json')) continue;
      const [opened] = await both('open', readFileSync(join(top, name), 'utf8'));
      if (opened !== 'ok') continue;
      households += 1;
      if (name.startsWith('_clean')) await walk(languages[households % 3], false);
      else await both('trace');
    }
  }
  return households;
}

// The tablet's calls, against an office with real signatures: journal, calls, lists and answers must be the same bytes.
async function tablet() {
  const id = (n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const device = id(1), home = id(7);
  const {publicKey, privateKey} = generateKeyPairSync('ed25519');
  const base64url = (bytes) => Buffer.from(bytes).toString('base64url');
  const signed = (bytes) => base64url(sign(null, bytes, privateKey));
  const ask = async (name, input) => {
    const [kind, text] = await both(`tablet.${name}`, input);
    if (kind !== 'ok') throw new Error(`tablet.${name}: ${text}`);
    return JSON.parse(text);
  };
  await native.call('office.enrol', {device, key: publicKey.export({format: 'jwk'}).x});
  await native.call('office.assign', {device, case: home, payload: {address: {street: 'Абай', house: '1'}, order: 1}});
  const journal = [(await ask('new', {device})).record];
  const verify = async (came) => {
    for (const sheet of await ask('sheets', came)) await ask('verified', sheet);
  };
  const write = async (kind, payload) => {
    const entry = {case: home, kind, payload, at: '2021-10-01T10:00:00Z', salt: base64url('12345678'), chain: id(journal.length + 100)};
    const {to_sign, token} = await ask('write', entry);
    journal.push((await ask('add', {token, signature: signed(Buffer.from(to_sign, 'base64url'))})).record);
    await ask('flushed');
  };
  const sync = async () => {
    const {bytes} = await ask('request');
    const digest = createHash('sha256').update(Buffer.from(bytes, 'base64url')).digest();
    const proof = signed(Buffer.concat([Buffer.from('sanaq-call-1'), digest]));
    const answer = {answer: JSON.parse(await native.call('office.sync', {device, proof, body: bytes, at: '2021-10-01T11:00:00Z'})).answer};
    await verify(answer);
    journal.push(...(await ask('take', answer)).records);
    await ask('flushed');
  };
  await sync();
  await write('visit', '{"outcome":"nobody_home"}');
  await write('operations', '[{"op":"answer","question":"rooms","value":"3"}]');
  await sync();
  await write('finish', '{}');
  await verify({records: journal});
  await ask('restore', {records: journal});
  for (const name of ['cases', 'request']) await ask(name);
  for (const name of ['case', 'operations']) await ask(name, {case: home});
  await both('tablet.take', {answer: 'AAAA'});
  await both('tablet.write', {case: home, kind: 'poem'});
}

// Walks over scattered houses, some of them in one place and some of them nowhere.
async function walks() {
  let seed = 7;
  const next = (bound) => (seed = (seed * 48271) % 2147483647) % bound;
  for (const count of [0, 1, 5, 60, 400]) {
    const doors = Array.from({length: count}, (_, i) => ['471010000', `Абай ${next(9)}`, String(next(count)), '', String(i),
      next(10) ? 43.65 + next(400) / 1e5 : null, 51.16 + next(400) / 1e5]);
    await both('walk', {doors, start: count % 2 ? [43.65, 51.15] : null});
  }
  await both('walk', {doors: [['one cell']]});
}

const households = await editions();
await tablet();
await walks();
let turn = 0;
for (const {form, answers} of specimens()) await household(form, answers, turn++);
await household(join(root, 'web/test/form'), [
  'null',
  JSON.stringify({form: 'widgets', version: '1',
    answers: {premises_type: 'flat', rooms: '20', area: '62.5', utilities: 'electricity internet', built_year: '1975', remarks: '<&"\n'},
    lists: {members: [
      {id: 'm1', answers: {last_name: 'Сынақова', given_name: 'Айгүл', sex: '2', birth_date: '2005-05-04', marital: '2', birth_region: '75'}},
      {id: 'm2', answers: {last_name: 'Сынақов', given_name: 'Нұрлан', sex: '1', birth_date: '2011-01-12'}, matrix: {kinship: {m1: '2'}}}]}}),
], 1);
native.close();
console.log(`${compared} results equal, ${turn} specimens, ${households} households`);
if (compared < 20) process.exit(1);
