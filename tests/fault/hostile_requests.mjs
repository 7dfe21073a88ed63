// The table of hostile requests. Each line: name, what to send, which statuses are right, which code the
// problem has.
import {connect} from 'node:tls';

/** Bytes as they are, past every client's good manners. Resolves to {status, text, json}. */
export function raw(server, bytes, wait_ms = 15_000) {
  return new Promise((done) => {
    const parts = [];
    const finish = () => {
      socket.destroy();
      const text = Buffer.concat(parts).toString();
      const body = text.slice(text.indexOf('\r\n\r\n') + 4);
      let json;
      try {
        json = JSON.parse(body);
      } catch {
        json = undefined;
      }
      done({status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text, json});
    };
    const socket = connect(
        {host: 'localhost', port: server.port, rejectUnauthorized: false, servername: 'localhost'},
        () => socket.write(bytes));
    socket.setTimeout(wait_ms, finish);
    socket.on('data', (part) => parts.push(part));
    socket.on('error', finish);
    socket.on('close', finish);
  });
}

const head =
    (first, ...lines) => [first, 'Host: localhost', 'Connection: close', ...lines, '', ''].join('\r\n');
const bad_utf8 = (before, after) => Buffer.concat(
    [Buffer.from(before), Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80]), Buffer.from(after)]);
const deep = (depth, open, close) => open.repeat(depth) + close.repeat(depth);

/** Bodies for POST /api/submissions. */
export const submission_bodies = [
  ['no body', '', 400, /^(json|answers)\./],
  ['half an object', '{"answers":', 400, /^(json|answers)\./],
  ['two objects', '{}{}', 400, /^(json|answers)\./],
  ['not JSON', 'answers=1&lists=2', 400, /^(json|answers)\./],
  ['a form posted as a form', 'iin=1', 400, /^(json|answers)\./, 'application/x-www-form-urlencoded'],
  [
    'XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 400,
    /^(json|answers)\./, 'application/xml'
  ],
  ['arrays 200,000 deep', deep(200_000, '[', ']'), 400, /^(json|answers)\./],
  [
    'objects 100,000 deep', deep(100_000, '{"a":', '').replace(/$/, '1') + '}'.repeat(100_000), 400,
    /^(json|answers)\./
  ],
  [
    'deep in the answers',
    `{"form":"kz-2021","version":"1","answers":{"region":${deep(5_000, '[', ']')}},"lists":{}}`, 400,
    /^(json|answers)\./
  ],
  ['bad UTF-8', bad_utf8('{"answers":{"street":"', '"}}'), 400, /^json\.utf8$/],
  ['half a surrogate', '{"answers":{"street":"\\ud800"}}', 400, /^(json|answers)\./],
  ['a control character', '{"answers":{"street":"a\u0000b"}}', 400, /^(json|answers)\./],
  ['a number', '12', [400, 422], /./],
  ['null', 'null', [400, 422], /./],
  ['an enormous number', `{"answers":{"rooms":1${'0'.repeat(400)}}}`, [400, 422], /./],
  ['another form', '{"form":"nowhere","version":"9","answers":{},"lists":{}}', [400, 422], /./],
  [
    'questions nobody asks',
    '{"form":"kz-2021","version":"1","answers":{"__proto__":"1","constructor":"2"},"lists":{}}', [400, 422],
    /./
  ],
  ['wrong kinds', '{"form":1,"version":[],"answers":[],"lists":"x"}', [400, 422], /./],
  [
    'members that are no objects',
    '{"form":"kz-2021","version":"1","answers":{},"lists":{"members":[1,null,"x",[]]}}', [400, 422], /./
  ],
  [
    '100,000 members', JSON.stringify({
      form: 'kz-2021',
      version: '1',
      answers: {},
      lists: {members: Array.from({length: 100_000}, (_, i) => ({id: `m${i}`}))}
    }),
    [400, 413, 422], /./
  ],
  ['10 MB', `{"answers":{"street":"${'x'.repeat(10 << 20)}"}}`, 413, /^http\.body$/],
];

/** Whole requests, as bytes. */
export const raw_requests = [
  ['not HTTP', 'hello\r\n\r\n', 400, /^http\./],
  ['another version', 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n', [400, 505], /^http\./],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400, /^http\.host$/],
  ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400, /^http\./],
  ['a head of 64 KB', head('GET / HTTP/1.1', `X-Long: ${'a'.repeat(64 << 10)}`), 431, /^http\./],
  [
    '2,000 headers', head('GET / HTTP/1.1', ...Array.from({length: 2_000}, (_, i) => `X-${i}: ${i}`)), 431,
    /^http\./
  ],
  ['an address of 20 KB', head(`GET /${'a'.repeat(20 << 10)} HTTP/1.1`), [414, 431], /^http\./],
  ['a header with a zero', head('GET / HTTP/1.1', 'X-Zero: a\0b'), 400, /^http\./],
  [
    'length and chunks',
    head('POST /api/submissions HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked') + '0\r\n\r\n',
    400, /^http\./
  ],
  [
    'two lengths',
    head('POST /api/submissions HTTP/1.1', 'Content-Length: 5', 'Content-Length: 6') + 'abcdef', 400,
    /^http\./
  ],
  ['a negative length', head('POST /api/submissions HTTP/1.1', 'Content-Length: -1'), 400, /^http\./],
  [
    'an enormous length', head('POST /api/submissions HTTP/1.1', 'Content-Length: 99999999999999999999'),
    [400, 413], /^http\./
  ],
  [
    'a broken chunk', head('POST /api/submissions HTTP/1.1', 'Transfer-Encoding: chunked') + 'zz\r\nabc\r\n',
    400, /^http\./
  ],
  [
    'an expectation', head('POST /api/submissions HTTP/1.1', 'Expect: a miracle', 'Content-Length: 2') + '{}',
    417, /^http\./
  ],
  ['a folded header', head('GET / HTTP/1.1', 'X-A: b', ' c: d'), [400, 303], undefined],
  ['path up', head('GET /../../etc/passwd HTTP/1.1'), [400, 404], /^http\./],
  ['path up, encoded', head('GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1'), [400, 404], /^http\./],
  ['out of the assets', head('GET /assets/../keys/master-001.key HTTP/1.1'), [400, 404], /^http\./],
  ['encoded slashes', head('GET /assets/..%2f..%2fetc%2fpasswd HTTP/1.1'), [400, 404], /^http\./],
  ['a zero in the path', head('GET /assets/a%00.js HTTP/1.1'), [400, 404], /^http\./],
  ['backslashes', head('GET /assets/..\\..\\etc\\passwd HTTP/1.1'), [400, 404], /^http\./],
  ['bad percent', head('GET /%zz HTTP/1.1'), 400, /^http\./],
  ['path not UTF-8', head('GET /%c3%28 HTTP/1.1'), 400, /^http\./],
  ['query not UTF-8', head('GET /verify?code=%ff%fe HTTP/1.1'), 400, /^http\./],
  [
    'whole address of another host', head('GET http://example.org/ HTTP/1.1'), [400, 404, 303, 200], undefined
  ],
  ['CONNECT', head('CONNECT example.org:443 HTTP/1.1'), [400, 405, 501], /^http\./],
  ['TRACE', head('TRACE / HTTP/1.1'), [400, 405, 501], /^http\./],
  ['an unknown method', head('BREW /coffee HTTP/1.1'), [400, 405, 501], /^http\./],
  [
    'PUT', head('PUT /api/submissions HTTP/1.1', 'Content-Length: 2') + '{}', 405,
    /^http\.method_not_allowed$/
  ],
  ['DELETE', head('DELETE /api/submissions HTTP/1.1'), 405, /^http\.method_not_allowed$/],
  ['GET of a post', head('GET /api/submissions HTTP/1.1'), 405, /^http\.method_not_allowed$/],
  ['POST of a get', head('POST /verify HTTP/1.1', 'Content-Length: 0'), 405, /^http\.method_not_allowed$/],
  ['an unknown page', head('GET /wp-login.php HTTP/1.1'), 404, /^http\.not_found$/],
  ['an unknown list', head('GET /lists/x\'%20or%201=1-- HTTP/1.1'), [400, 404], /./],
];

/** Bodies of forms, posted to the registration with a good cookie but no good CSRF token in them. */
export const form_bodies = [
  ['no boundary', 'multipart/form-data', 'x'],
  ['boundary that never comes', 'multipart/form-data; boundary=abc', '--other\r\n\r\n'],
  [
    'cut in the middle', 'multipart/form-data; boundary=abc',
    '--abc\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nx'
  ],
  [
    'part without a name', 'multipart/form-data; boundary=abc',
    '--abc\r\nContent-Disposition: form-data\r\n\r\nx\r\n--abc--\r\n'
  ],
  [
    '20,000 parts', 'multipart/form-data; boundary=abc',
    '--abc\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(5_000) + '--abc--\r\n'
  ],
  ['boundary of 10 KB', `multipart/form-data; boundary=${'b'.repeat(10 << 10)}`, 'x'],
  ['bad percent', 'application/x-www-form-urlencoded', 'csrf=%zz&iin=%'],
  ['not UTF-8', 'application/x-www-form-urlencoded', 'csrf=%ff%fe'],
  ['100,000 fields', 'application/x-www-form-urlencoded', 'a=1&'.repeat(100_000)],
  ['a slash in two bytes', 'application/x-www-form-urlencoded', 'csrf=%c0%af'],
  ['10 MB of one field', 'application/x-www-form-urlencoded', `csrf=${'x'.repeat(10 << 20)}`],
  [
    '10 MB in one part', 'multipart/form-data; boundary=abc',
    `--abc\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'x'.repeat(10 << 20)}\r\n--abc--\r\n`
  ],
  ['JSON', 'application/json', '{"csrf":"x"}'],
  ['no type', 'x/y', 'csrf=1'],
];
