// Work for a carrier: a file the engine composes, sealed to the department chunk by chunk and signed by the device
// (src/exchange/bundle.h). A copy that was cut still gives its whole chunks.
import {fromBase64url, join, toBase64url, utf8, type Bytes} from '../kit/bytes';
import {deflate} from '../kit/pack';
import {newEphemeral, type Channel} from './hpke';

/** The key of the tablet's department, as the office signed it. */
export interface DepartmentKey {
  department: string;
  number: number;
  key: string;
  signed_by: number;
  signature: string;
}

/** What the office signs of it. */
export function signedPart(key: DepartmentKey): Bytes {
  return join(utf8('sanaq-department-key-1'), Uint8Array.of(key.number), fromBase64url(key.key), utf8(key.department));
}

/** Some bytes of a photo: the engine plans them, the tablet puts them in. */
export interface Slice {
  case: string;
  picture: string;
  size: number;
  offset: number;
  count: number;
}

/** Head and chunks as the engine plans them. */
export interface Work {
  head: string;
  chunks: (string | Slice)[];
  entries: number;
  cases: number;
  pictures: number;
  left: number;  // entries for another file: their photos would make this one too large
}

/** A bundle whose head is signed. By `id` and `answerKey` the office's answer is known and opened. */
export interface Bundle extends Work {
  id: string;
  answerKey: Bytes;
  channel: Channel;
  start: Bytes;
}

export async function beginBundle(
  to: DepartmentKey, compose: (encapsulated: string) => Work, sign: (bytes: Bytes) => Promise<Bytes>,
): Promise<Bundle> {
  const ephemeral = await newEphemeral();
  const work = compose(toBase64url(ephemeral.publicKey));
  const head = fromBase64url(work.head);
  const channel = await ephemeral.channelTo(fromBase64url(to.key), head);
  return {
    ...work, channel, start: join(head, await sign(head)),
    id: toBase64url(await digest(head)), answerKey: await channel.exportKey('sanaq-answer-1'),
  };
}

/** Writes it piece by piece, so that photos are never all in memory. Resolves with the size. */
export async function writeBundle(
  bundle: Bundle, fill: (slice: Slice) => Promise<Bytes>, put: (bytes: Bytes) => Promise<void>,
): Promise<number> {
  await put(bundle.start);
  let size = bundle.start.length;
  for (const [number, chunk] of bundle.chunks.entries()) {
    const plain = typeof chunk === 'string' ? fromBase64url(chunk) : await fill(chunk);
    const sealed = await bundle.channel.seal(number, await deflate(plain));
    const piece = join(lengthOf(sealed), sealed);
    await put(piece);
    size += piece.length;
  }
  return size;
}

export async function digest(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** LEB128, as base/byte_stream.h reads lengths. */
function lengthOf(bytes: Bytes): Bytes {
  const out: number[] = [];
  let left = bytes.length;
  for (; left >= 0x80; left >>>= 7) out.push((left & 0x7f) | 0x80);
  return Uint8Array.of(...out, left);
}
