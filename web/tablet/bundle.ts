// Work for a carrier: a file the engine composes, sealed to the department chunk by chunk and signed by the device
// (src/exchange/bundle.h). A copy that was cut still gives its whole chunks.
import {fromBase64url, join, toBase64url, utf8, type Bytes} from '../kit/bytes';
import {deflate} from '../kit/pack';
import {newEphemeral} from './hpke';

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

/** Head and chunks as the engine gives them. */
export interface Work {
  head: string;
  chunks: string[];
  entries: number;
  cases: number;
}

export interface Bundle {
  bytes: Bytes;
  entries: number;
  cases: number;
  /** By these the office's answer is known and opened. */
  id: string;
  answerKey: Bytes;
}

export async function writeBundle(
  to: DepartmentKey, compose: (encapsulated: string) => Work, sign: (bytes: Bytes) => Promise<Bytes>,
): Promise<Bundle> {
  const recipient = fromBase64url(to.key);
  const ephemeral = await newEphemeral();
  const work = compose(toBase64url(ephemeral.publicKey));
  const head = fromBase64url(work.head);
  const channel = await ephemeral.channelTo(recipient, head);
  const parts: Bytes[] = [head, await sign(head)];
  for (const [number, chunk] of work.chunks.entries()) {
    const sealed = await channel.seal(number, await deflate(fromBase64url(chunk)));
    parts.push(lengthOf(sealed), sealed);
  }
  return {
    bytes: join(...parts), entries: work.entries, cases: work.cases,
    id: toBase64url(await digest(head)), answerKey: await channel.exportKey('sanaq-answer-1'),
  };
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
