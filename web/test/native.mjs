// The engine natively, as a child process that answers one line a call (tests/wasm/engine_native.cpp).
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';

export const root = join(import.meta.dirname, '../..');

export function nativePath() {
  const found = [process.env.SANAQ_ENGINE_NATIVE, ...['dev', 'ci', 'release', 'page'].map((b) => join(root, `build/${b}/tests/wasm/engine_native`))]
    .find((path) => path && existsSync(path));
  if (!found) throw new Error('build engine_native first: cmake --build --preset dev --target engine_native');
  return found;
}

export class Native {
  constructor(path = nativePath()) {
    this.child = spawn(path, {stdio: ['pipe', 'pipe', 'inherit']});
    this.waiting = [];
    createInterface({input: this.child.stdout}).on('line', (line) => this.waiting.shift()(JSON.parse(line)));
  }

  async raw(name, input) {
    const answer = new Promise((resolve) => this.waiting.push(resolve));
    this.child.stdin.write(JSON.stringify([name, typeof input === 'string' ? input : JSON.stringify(input ?? null)]) + '\n');
    return answer;
  }

  async call(name, input) {
    const [kind, text] = await this.raw(name, input);
    if (kind !== 'ok') throw new Error(`${name}: ${text}`);
    return text;
  }

  async ask(name, input) {
    return JSON.parse(await this.call(name, input));
  }

  close() {
    this.child.stdin.end();
  }
}

export function bundle(native, folder = join(root, 'web/test/form'), rows_max = 50) {
  return native.call('bundle', {
    folder, messages: join(root, 'locale/page.csv'), census_date: '2021-09-01', rows_max,
  });
}
