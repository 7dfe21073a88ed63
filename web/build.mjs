// Builds the fronts into ../build/web, puts the engine beside them under its content hash, and compresses everything once
// (.br), so that the server never does it per request.
import {createHash} from 'node:crypto';
import {copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, constants} from 'node:zlib';
import {build} from 'vite';

const root = import.meta.dirname;
const out = join(root, '../build/web');

// One front after the other; the respondents' site first, as it empties the folder. Their manifests become one.
const fronts = readdirSync(root).filter((name) => existsSync(join(root, name, 'main.ts')));
fronts.sort((a, b) => Number(b === 'respondent') - Number(a === 'respondent'));
const manifest = {};
for (const front of fronts) {
  process.env.SANAQ_FRONT = front;
  await build({root, logLevel: 'warn'});
  const path = join(out, `manifest-${front}.json`);
  Object.assign(manifest, JSON.parse(readFileSync(path, 'utf8')));
  rmSync(path);
}

const manifestPath = join(out, 'manifest.json');
for (const name of ['engine', 'tablet_engine']) {
  const engine = join(root, `../build/wasm/apps/engine_wasm/${name}.wasm`);
  if (!existsSync(engine)) {
    console.warn(`web: no ${name}.wasm yet (cmake --preset wasm && cmake --build --preset wasm); pages work without it`);
    continue;
  }
  const hash = createHash('sha256').update(readFileSync(engine)).digest('hex').slice(0, 16);
  copyFileSync(engine, join(out, `assets/${name}-${hash}.wasm`));
  manifest[`${name}.wasm`] = {file: `assets/${name}-${hash}.wasm`};
}
writeFileSync(manifestPath, JSON.stringify(manifest, null, 1));

for (const name of [...readdirSync(join(out, 'assets')).map((f) => `assets/${f}`), 'worker.js']) {
  if (name.endsWith('.br')) continue;
  const bytes = readFileSync(join(out, name));
  const small = brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 11}});
  writeFileSync(join(out, `${name}.br`), small);
  console.log(`${name.padEnd(44)} ${String(bytes.length).padStart(8)} ${String(small.length).padStart(8)} br`);
}
