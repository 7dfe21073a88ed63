// One visitor over HTTPS: a kept connection, cookies, forms. Every failure of the network is a result, not an
// exception.
import {Agent, request as open} from 'node:https';

const wait_ms = 60_000;

export class Browser {
  constructor(server) {
    this.server = server;
    this.cookies = new Map();
    this.agent = new Agent({keepAlive: true, maxSockets: 1, rejectUnauthorized: false});
  }

  /** {status, headers, text, json}; status 0 when there was no whole answer. */
  send(method, path, {headers = {}, body} = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const all = {...(cookie && {cookie}), ...(bytes && {'content-length': bytes.length}), ...headers};
    return new Promise((done) => {
      const lost = (error) => done({status: 0, headers: {}, text: '', error: error?.code ?? 'lost'});
      const options = {
        method,
        host: 'localhost',
        port: this.server.port,
        path,
        headers: all,
        agent: this.agent,
        rejectUnauthorized: false,
        timeout: wait_ms
      };
      const sent = open(options, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', lost);
        answer.on('aborted', lost);
        answer.on(
            'end', () => answer.complete ? done(this.read(answer, Buffer.concat(parts).toString())) : lost());
      });
      sent.on('timeout', () => sent.destroy(new Error('timeout')));
      sent.on('error', lost);
      sent.end(bytes);
    });
  }

  read(answer, text) {
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [pair] = line.split(';');
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    let json;
    if (/json/.test(answer.headers['content-type'] ?? '')) try {
        json = JSON.parse(text);
      } catch {
        json = undefined;
      }
    return {status: answer.statusCode, headers: answer.headers, text, json};
  }

  get(path, headers) {
    return this.send('GET', path, {headers});
  }
  form(path, fields, headers = {}) {
    return this.send('POST', path, {
      headers: {'content-type': 'application/x-www-form-urlencoded', ...headers},
      body: new URLSearchParams(fields).toString()
    });
  }
  json(path, value, headers = {}) {
    return this.send('POST', path, {
      headers: {'content-type': 'application/json', ...headers},
      body: typeof value === 'string' ? value : JSON.stringify(value)
    });
  }
  token() {
    return this.cookies.get('__Host-sanaq');
  }
  close() {
    this.agent.destroy();
  }
}

export const csrf_of = (text) =>
    /name="csrf"[^>]*value="([^"]+)"/.exec(text)?.[1] ?? /value="([^"]+)"[^>]*name="csrf"/.exec(text)?.[1];
