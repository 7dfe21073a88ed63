// Runs the browser tests of a front (node run.mjs tablet) for ctest; exit code 77 (skipped) where the front end, the engine or Chromium is missing.
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const manifest = join(import.meta.dirname, '../../build/web/manifest.json');
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ready = existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8'))['engine.wasm'] && existsSync(chromium) &&
  existsSync(join(import.meta.dirname, '../node_modules/playwright-core'));
if (!ready) {
  console.log('skipped: script/build first (engine.wasm, build/web), and Chromium');
  process.exit(77);
}
const test = join(import.meta.dirname, `${process.argv[2] ?? 'respondent'}.test.mjs`);
process.exit(spawnSync('node', ['--test', '--test-concurrency=1', test], {stdio: 'inherit'}).status ?? 1);
