// The server under test with its private PostgreSQL in a folder of its own: start, kill, start again, SQL
// beside it.
import {execFile, spawn} from 'node:child_process';
import {appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';

export const root = resolve(import.meta.dirname, '../..');
export const program =
    process.env.SANAQ_PROGRAM ?? join(root, `build/${process.env.SANAQ_PRESET ?? 'dev'}/apps/sanaq/sanaq`);
const start_wait_ms = 120_000;
const run = promisify(execFile);

function free_port() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => done(port));
    });
  });
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export class Server {
  /** data: folder (made when missing). clock: RFC 3339, where the demo clock starts. */
  static async start(
      {data = mkdtempSync(join(tmpdir(), 'sanaq-fault-')), clock = '2021-09-15T12:00:00+06:00'} = {}) {
    const server = new Server();
    Object.assign(server, {data, clock, port: await free_port(), log: `${data}.log`, kills: 0, starts: 0});
    server.started_at = Date.now();
    await server.launch();
    return server;
  }

  /** Resolves when the server listens. The demo clock goes on where it would be now, as a real one does. */
  async launch() {
    const clock = new Date(Date.parse(this.clock) + Date.now() - this.started_at).toISOString();
    const words = ['serve', '--data', this.data, '--demo', '--clock', clock, '--port', String(this.port)];
    const child = spawn(program, words, {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
    this.child = child;
    this.starts++;
    this.ended = new Promise((done) => child.once('exit', (code, signal) => done(this.end = {code, signal})));
    let told = '';
    const keep = (bytes) => {
      told += bytes;
      appendFileSync(this.log, bytes);
    };
    child.stderr.on('data', keep);
    await new Promise((ready, failed) => {
      const timer =
          setTimeout(() => failed(new Error(`the server does not come up\n${told}`)), start_wait_ms);
      child.stdout.on('data', (bytes) => {
        keep(bytes);
        if (/^ready /m.test(told)) {
          clearTimeout(timer);
          ready();
        }
      });
      this.ended.then(({code, signal}) => {
        clearTimeout(timer);
        failed(new Error(`ended: ${code} ${signal}\n${told}`));
      });
    });
  }

  get alive() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }
  get site() {
    return `https://localhost:${this.port}`;
  }

  async kill() {
    this.kills++;
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async stop() {
    if (this.alive) this.child.kill('SIGTERM');
    await this.ended;
    return this.end;
  }

  remove() {
    rmSync(this.data, {recursive: true, force: true});
    rmSync(this.log, {force: true});
  }

  /** The main process of PostgreSQL; 0 while it is away. */
  postmaster() {
    const note = join(this.data, 'cluster/postmaster.pid');
    if (!existsSync(note)) return 0;
    const pid = Number(readFileSync(note, 'utf8').split('\n')[0]);
    return is_postgres(pid) ? pid : 0;
  }

  /** All processes of PostgreSQL. */
  database() {
    const main = this.postmaster();
    return main ? [main, ...children_of(main)] : [];
  }

  /** Processes of PostgreSQL that serve connections. */
  backends() {
    const main = this.postmaster();
    return main ? children_of(main).filter((pid) => /postgres: (?:sanaq_server|sanaq) /.test(title_of(pid))) :
                  [];
  }

  /** Rows of a query of the superuser, as arrays of texts. Waits for PostgreSQL to answer. */
  async sql(text) {
    for (let tries = 0;; tries++) {
      try {
        const socket = readFileSync(join(this.data, 'socket-folder'), 'utf8').trim();
        const {stdout} = await run(
            'psql',
            [
              '-h', socket, '-p', '5432', '-U', 'sanaq', '-d', 'sanaq', '-X', '-q', '-t', '-A', '-F', '\t',
              '-v', 'ON_ERROR_STOP=1', '-c', text
            ],
            {maxBuffer: 1 << 28});
        return stdout.split('\n').filter(Boolean).map((line) => line.split('\t'));
      } catch (error) {
        if (tries >= 60 || /syntax|does not exist/.test(error.stderr ?? ''))
          throw new Error(error.stderr || error.message);
        await pause(500);
      }
    }
  }

  /** Everything the server and its database wrote to logs. */
  logs() {
    const folder = join(this.data, 'cluster/log');
    const files = [this.log, join(this.data, 'postgres-start.log')];
    if (existsSync(folder)) files.push(...readdirSync(folder).map((name) => join(folder, name)));
    return files.filter(existsSync).map((file) => readFileSync(file, 'utf8')).join('\n');
  }
}

export function title_of(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

const is_postgres = (pid) => /postgres/.test(title_of(pid));

function children_of(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
        .trim()
        .split(' ')
        .filter(Boolean)
        .map(Number);
  } catch {
    return [];
  }
}

/**
 * Sends a signal; false when the process is gone. pid 0 is one that was away already: the system would take it for
 * our own group.
 */
export function signal(pid, name) {
  if (!pid) return false;
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
