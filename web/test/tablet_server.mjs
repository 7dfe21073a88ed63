// A small office for tablets with the interface of docs/handbook/tablets.md, for looking at the app in a browser and for
// the browser tests. In memory; judges and signs with the native engine's own office (tests/wasm/office.h).
//   node test/tablet_server.mjs [FORM_FOLDER]
import {randomUUID} from 'node:crypto';
import {createServer} from 'node:http';
import {existsSync, readFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {bundle, Native, root} from './native.mjs';

const types = {'.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm'};
const csp = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob:; base-uri 'none'; form-action 'self'";
const streets = ['Абай көшесі', 'Сәтбаев көшесі', 'Достық даңғылы'];

export const caseId = (n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** An assignment as the office writes it; order: place on the route. */
export function place(order) {
  return {address: {territory: '750000000', settlement: {kk: 'Алматы қаласы', ru: 'г. Алматы', en: 'Almaty city'}, street: streets[order % 3], house: String(order), flat: '7'},
    note: order === 1 ? 'Есік қоңырауы жоқ / Звонка нет' : '', lat: 43.2 + (order % 3) / 1000, lon: 76.9 + order * 0.0005, order};
}

/** placed: the assignment of a number. */
export async function startServer({folder, port = 0, placed = place} = {}) {
  const native = new Native();
  const form = await bundle(native, folder, 100_000);
  const officeKey = await native.ask('office.key');
  const manifest = JSON.parse(readFileSync(join(root, 'build/web/manifest.json'), 'utf8'));
  const state = {codes: new Map(), calls: 0, down: false, forged: false, version: 1, devices: [],
    // Of other versions by number; what the centre answers at doors; whether it wants a phrase; its code for a sealed tablet.
    forms: new Map(), atDoor: () => [200, {answer: 'no'}], asked: [], phrase: false, revoked: false, release: {code: 'K7QF-2M9D'}};

  const shell = () => `<!doctype html>
<html lang="kk"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Санақ</title>
<link rel="stylesheet" href="/${manifest['kit/sanaq.css'].file}"><script type="module" src="/${manifest['tablet/main.ts'].file}"></script></head>
<body data-engine="/${manifest['tablet_engine.wasm'].file}" data-form="/assets/form-${state.version}.json" data-boundaries="/assets/boundaries-1.json"><main id="main"></main></body></html>`;

  async function enrol({code, key}) {
    const known = state.codes.get(code);
    if (!known) return [403, {code: 'device.code'}];
    state.codes.delete(code);
    const device = randomUUID();
    await native.call('office.enrol', {device, key});
    for (const order of known) await native.call('office.assign', {device, case: caseId(order), payload: placed(order)});
    state.devices.push(device);
    await state.enrolled?.(device);
    return [200, {device, label: 'А-01', territory: '750000000', phrase: state.phrase, office_keys: [officeKey]}];
  }

  async function sync(request, body) {
    const call = {device: request.headers['x-sanaq-device'], proof: request.headers['x-sanaq-proof'],
      body: body.toString('base64url'), packed: request.headers['x-sanaq-packed'] === 'deflate', at: new Date().toISOString()};
    state.calls += 1;
    if (state.calls > state.callsMost) return [503, {code: 'store.unavailable'}];
    const [kind, text] = await native.raw('office.sync', call);
    if (state.revoked) return [403, {code: 'device.revoked'}];
    if (kind !== 'ok') return text.startsWith('device.proof') ? [401, {code: 'device.proof'}] : [400, {code: text.trim()}];
    const answer = Buffer.from(JSON.parse(text).answer, 'base64url');
    if (state.forged) answer[60] ^= 1;  // in the sheet
    return [200, answer];
  }

  async function answer(request, response) {
    const {pathname} = new URL(request.url, 'http://x');
    const send = (status, type, body) => response.writeHead(status, {'content-type': type, 'content-security-policy': csp, 'cache-control': 'no-cache'}).end(body);
    if (state.down) return request.destroy();
    const body = request.method === 'POST' ? await bytes(request) : undefined;
    if (pathname === '/tablet/') return send(200, 'text/html; charset=utf-8', shell());
    if (pathname.startsWith('/assets/form-')) {
      const number = Number(/form-(\d+)/.exec(pathname)[1]);
      if (number !== state.version) return send(404, 'text/plain', '');
      return send(200, 'application/json', state.forms.get(number) ?? form);
    }
    if (pathname === '/assets/boundaries-1.json')
      return send(200, 'application/json', readFileSync(join(root, 'editions/kz-2021/codelists/boundaries.json')));
    if (pathname.startsWith('/assets/') || pathname === '/worker.js') {
      const file = join(root, 'build/web', pathname);
      if (!existsSync(file)) return send(404, 'text/plain', '');
      return send(200, types[extname(file)] ?? 'application/octet-stream', readFileSync(file));
    }
    if (pathname === '/device/check' || pathname === '/device/release') {
      state.asked.push(pathname);
      if (pathname === '/device/release') await state.release.before;
      const [status, out] = pathname === '/device/check' ? state.atDoor(JSON.parse(body))
        : [200, {number: JSON.parse(body).have + 1, code: state.release.code}];
      return send(status, 'application/json', JSON.stringify(out));
    }
    if (pathname !== '/device/enrol' && pathname !== '/device/sync') return send(404, 'text/plain', '');
    const [status, out] = pathname === '/device/enrol' ? await enrol(JSON.parse(body)) : await sync(request, body);
    return Buffer.isBuffer(out) ? send(status, 'application/octet-stream', out) : send(status, 'application/json', JSON.stringify(out));
  }

  const server = createServer((request, response) => answer(request, response).catch((error) => response.writeHead(500).end(String(error))));
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => (native.close(), server.closeAllConnections(), server.close());
  return {origin: `http://127.0.0.1:${server.address().port}`, native, state, close};
}

async function bytes(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

if (process.argv[1] === import.meta.filename) {
  const {origin, state} = await startServer({folder: process.argv[2], port: Number(process.env.PORT ?? 0)});
  state.codes.set('ABCD-EFGH', [1, 2, 3]);
  console.log(`${origin}/tablet/  one-time code ABCD-EFGH`);
}
