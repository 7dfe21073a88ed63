// The centre's answer to a bundle, brought back on a carrier: receipts and news, signed by the office and sealed to
// this tablet (src/exchange/answer_file.h). The key it opens under was made with the bundle and is kept for a while.
import {fromBase64url, toBase64url, utf8, type Bytes} from '../kit/bytes';
import {Engine, EngineError} from '../kit/engine';
import {inflate} from '../kit/pack';
import {openOnce} from './hpke';
import type {Storage} from './storage';
import type {Vault} from './vault';

const place = 'answer keys';
const keysKept = 50;

/** What an answer file brought; nothing but zeros when it was known already. */
export interface Answered {
  confirmed: number;
  news: number;
  more: boolean;
}

/** Of the file's head; nothing in it is to be believed before its signature was verified. */
export interface AnswerHead {
  key: number;
  payload: string;
  signature: string;
  bundle: string;
  place: string;
  from: number;
  size: number;
}

interface AnswerKey {
  bundle: string;
  key: string;
}

/** Keys to the answers of the bundles written last; sealed at rest. */
export class AnswerKeys {
  constructor(private readonly storage: Storage, private readonly vault: Vault) {}

  async keep(bundle: string, key: Bytes): Promise<void> {
    const all = [...(await this.all()), {bundle, key: toBase64url(key)}].slice(-keysKept);
    await this.storage.keep(place, await this.vault.seal(place, utf8(JSON.stringify(all))));
  }

  async find(bundle: string): Promise<Bytes | undefined> {
    const found = (await this.all()).find((one) => one.bundle === bundle);
    return found && fromBase64url(found.key);
  }

  private async all(): Promise<AnswerKey[]> {
    const sealed = await this.storage.kept(place);
    if (!sealed) return [];
    return JSON.parse(new TextDecoder().decode(await this.vault.unseal(place, sealed))) as AnswerKey[];
  }
}

/** Pages of an answer whose signature holds. Throws EngineError: "answer.unknown" (to a bundle this tablet does not
 * remember), "answer.changed". */
export async function openPages(head: AnswerHead, file: Bytes, keys: AnswerKeys): Promise<Bytes> {
  const key = await keys.find(head.bundle);
  if (!key) throw new EngineError('answer.unknown', '');
  const sealed = file.slice(head.from, head.from + head.size);
  try {
    return await inflate(await openOnce(key, sealed, fromBase64url(head.place)));
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) throw new EngineError('answer.changed', '');
    throw error;
  }
}

export function headOf(engine: Engine, file: Bytes): AnswerHead {
  return JSON.parse(engine.callBytes('tablet.answer_head', file)) as AnswerHead;
}
