// A small server with the HTTP interface of web/README.md, for looking at the questionnaire in a browser and for the
// browser tests. One household, in memory; pages come from the native engine.
//   node test/server.mjs [FORM_FOLDER]
import {createServer} from 'node:http';
import {existsSync, readFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {bundle, Native, root} from './native.mjs';

const types = {'.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json'};
const csp = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
const names = {kk: 'Қазақша', ru: 'Русский', en: 'English'};
const site = {kk: 'Халық санағы', ru: 'Перепись населения', en: 'Population census'};
const csrf = 'test-token';

export async function startServer({folder, port = 0} = {}) {
  const native = new Native();
  const form = await bundle(native, folder);
  await native.call('load', form);
  await native.call('open', 'null');
  const manifest = JSON.parse(readFileSync(join(root, 'build/web/manifest.json'), 'utf8'));
  const state = {numbers: new Map(), log: [], submitted: 0, down: false, posts: 0, unsafe: 0};
  const lists = new Map();
  for (const list of JSON.parse(form).form.lists ?? []) lists.set(list.name, list);

  const shell = (language, path, title, main, questionnaire = true) => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} — ${site[language]}</title>
<link rel="stylesheet" href="/${manifest['kit/sanaq.css'].file}">${questionnaire ? `<script type="module" src="/${manifest['respondent/main.ts'].file}"></script>` : ''}</head>
<body${questionnaire ? ` data-engine="/${manifest['engine.wasm']?.file ?? ''}" data-form="/assets/form-test.json"` : ' data-forget="draft"'}><a class="skip" href="#main">→</a>
<header class="site"><div class="bar"><a class="brand" href="/${language}/">${site[language]}</a><nav class="languages" aria-label="${{kk: 'Тіл', ru: 'Язык', en: 'Language'}[language]}"><ul>${Object.keys(names).map((l) => `<li>${l === language
    ? `<span aria-current="true" lang="${l}">${names[l]}</span>` : `<a href="/${l}${path}" hreflang="${l}" lang="${l}" data-language="${l}">${names[l]}</a>`}</li>`).join('')}</ul></nav></div></header>
<main id="main" tabindex="-1">${main}</main><footer class="site"><p>${{kk: 'Санақ деректері құпия.', ru: 'Данные переписи конфиденциальны.', en: 'Census data are confidential.'}[language]}</p></footer></body></html>`;

  const page = async (language, address, extra = {}) => {
    const html = await native.call('page', {address, language, hidden: {csrf}, ...extra});
    return shell(language, `/q/${address}`, /data-title="([^"]*)"/.exec(html)?.[1] ?? '', html);
  };

  async function answer(request, response) {
    const url = new URL(request.url, 'http://x');
    const send = (status, type, body, more = {}) => response.writeHead(status, {'content-type': type, 'content-security-policy': csp, ...more}).end(body);
    if (state.down) return request.destroy();
    const body = request.method === 'POST' ? await text(request) : '';
    if (url.pathname.startsWith('/assets/form-')) return send(200, types['.json'], form);
    if (url.pathname.startsWith('/assets/') || url.pathname === '/worker.js') {
      const file = join(root, 'build/web', url.pathname);
      if (!existsSync(file)) return send(404, 'text/plain', '');
      return send(200, types[extname(file)] ?? 'application/octet-stream', readFileSync(file));
    }
    if (url.pathname === '/q/state') {
      const answers = JSON.parse(await native.call('answers', {scope: 'everything'}));
      return send(200, types['.json'], JSON.stringify({case: 'c1', device: 'd1', form_hash: 'test', answers, csrf,
        acknowledged: state.numbers.get('d1') ?? 0, cursor: state.log.length}));
    }
    if (url.pathname === '/q/operations') {
      const posted = JSON.parse(body);
      let last = state.numbers.get(posted.device) ?? 0;
      for (const [i, operation] of posted.operations.entries()) {
        if (posted.from + i !== last + 1) continue;
        last += 1;
        state.log.push({device: posted.device, operation});
        await native.call('apply', {operations: [operation]});
      }
      state.numbers.set(posted.device, last);
      const since = state.log.slice(posted.cursor).filter((e) => e.device !== posted.device).map((e) => e.operation);
      return send(200, types['.json'], JSON.stringify({acknowledged: last, since, cursor: state.log.length}));
    }
    if (url.pathname.startsWith('/lists/')) return send(200, types['.json'], '{"rows":[]}');
    if (/^\/(q|[a-z]{2})\/submit$/.test(url.pathname)) {
      state.submitted += 1;
      const fields = new URLSearchParams(body);
      return send(200, 'text/html; charset=utf-8', shell(fields.get('language') ?? 'kk', '/', 'ok', '<h1>✓</h1>', false));
    }
    const path = /^\/([a-z]{2})\/q\/(.*)$/.exec(url.pathname);
    if (!path) {
      const first = (await native.ask('first')).page;
      return send(303, 'text/plain', '', {location: `/kk/q/${first}`});
    }
    const [, language, address] = path;
    if (request.method === 'GET') return send(200, 'text/html; charset=utf-8', await page(language, address));
    state.posts += 1;
    const fields = await fieldsOf(body, request.headers['content-type'] ?? '');
    const step = await native.ask('step', {address, language, hidden: {csrf}, fields, new_item: `m${state.log.length}s`});
    for (const operation of step.operations) state.log.push({device: 'server', operation});
    const plain = step.to !== address && !step.show_findings;
    if (plain) return send(303, 'text/plain', '', {location: `/${step.language}/q/${step.to}`});
    return send(200, 'text/html; charset=utf-8', shell(step.language, `/q/${step.to}`, 'q', step.html));
  }

  const server = createServer((request, response) => answer(request, response).catch((error) => response.writeHead(500).end(String(error))));
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => (native.close(), server.closeAllConnections(), server.close());
  return {origin: `http://127.0.0.1:${server.address().port}`, native, state, close};
}

// A page that takes a picture is sent as multipart/form-data; pictures themselves are not kept here.
async function fieldsOf(body, type) {
  if (!type.startsWith('multipart/')) return [...new URLSearchParams(body)];
  const form = await new Response(body, {headers: {'content-type': type}}).formData();
  return [...form].filter(([, value]) => typeof value === 'string');
}

async function text(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

if (process.argv[1] === import.meta.filename) {
  const {origin} = await startServer({folder: process.argv[2], port: Number(process.env.PORT ?? 0)});
  console.log(`${origin}/`);
}
