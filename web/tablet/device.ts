// The unlocked tablet: the engine's state machine (src/exchange), its journal and its keys, one step at a time.
import {fromBase64url, random, toBase64url, utf8, type Bytes} from '../kit/bytes';
import type {Operation} from '../kit/draft_store';
import {Engine, EngineError} from '../kit/engine';
import {deflate} from '../kit/pack';
import {AnswerKeys, headOf, openPages, type Answered} from './answer';
import {beginBundle, signedPart, writeBundle, type DepartmentKey, type Slice, type Work} from './bundle';
import type {FormEntry} from './carry';
import {BrokenJournal, Journal} from './journal';
import {Pictures, type Part, type Want} from './pictures';
import {isFull} from './reserve';
import {ask} from './server';
import type {Storage} from './storage';
import type {Language} from './texts';
import type {Vault} from './vault';

export type CaseState = 'to_visit' | 'begun' | 'waiting' | 'confirmed' | 'online' | 'withdrawn';
export type EntryKind = 'operations' | 'visit' | 'finish' | 'form' | 'attachment';
export type Told = {text?: Partial<Record<Language, string>>};

export interface Visit {
  at: string;
  visit: {
    outcome: string;
    reason?: string;
    note?: string;
    next?: string;
    photos?: string[];
    lat?: number;  // degrees, rounded to some ten metres
    lon?: number;
    accuracy_m?: number;
  } | null;
}

export interface Assignment {
  address?: Partial<Record<'territory' | 'street' | 'house' | 'building' | 'flat', string>> &
    {settlement?: Partial<Record<Language, string>>};
  note?: string;
  order?: number;
  lat?: number;
  lon?: number;
}

export interface Case {
  case: string;
  state: CaseState;
  assignment: Assignment | null;
  returned: Told | null;
  written: number;
  confirmed: number;
  visits: number;
  last_visit: Visit | null;
  finished: boolean;
  form: FormEntry | null;  // the last one written on this tablet
  form_said: boolean;      // in the chain that is being written
  receipt_at: string | null;
  pictures_taken: number;
  pictures_waiting: number;
  visit_list?: Visit[];
  pictures?: {picture: string; size: number; confirmed: boolean}[];
}

export interface Overview {
  device: string;
  locked: boolean;
  written: number;
  confirmed: number;
  receipt_at: string | null;
  messages: (Told | null)[];
  form: {href: string; version?: string} | null;  // the questionnaire the office told of last
  cases: Case[];
}

/** What enrolment told; sealed at rest. */
export interface Enrolment {
  device: string;
  officeKeys: {number: number; key: string}[];
  label: string;
  territory?: string;
  departmentKey?: DepartmentKey;
}

/** A household's certificate; nothing in it is to be believed before isOffices(). */
export interface Slip extends Sheet {
  case: string;
  serial: number;
  received_at: string;
  persons: number;
  territory: string;
}

interface Sheet {
  key: number;
  payload: string;
  signature: string;
}

/** A bundle that was written. left: entries that need another one. */
export interface Written {
  size: number;
  entries: number;
  pictures: number;
  left: number;
}

export interface Taken {
  records: string[];
  confirmed: number;
  more: boolean;
  wants: Want[];
}

const departmentPlace = 'department key';

function text(bytes: Bytes): string {
  return new TextDecoder().decode(bytes);
}

export class Device {
  private last: Promise<unknown> = Promise.resolve();
  private closed = false;
  private told: Overview | undefined;
  private closing = false;
  private tidying: Promise<void> = Promise.resolve();  // never rejects
  private readonly officeKeys = new Map<number, CryptoKey>();
  readonly pictures: Pictures;
  private readonly answerKeys: AnswerKeys;
  private readonly forgotten = new Set<string>();  // cases whose photos are gone

  /** To which bundles are sealed; the office signed it. */
  departmentKey: DepartmentKey | undefined;

  private constructor(
    readonly engine: Engine,
    private readonly storage: Storage,
    private readonly vault: Vault,
    private readonly journal: Journal,
    readonly enrolment: Enrolment,
  ) {
    this.pictures = new Pictures(vault);
    this.answerKeys = new AnswerKeys(storage, vault);
  }

  /** The state of the device is the replay of its journal. Throws BrokenJournal. */
  static async restore(engine: Engine, storage: Storage, vault: Vault): Promise<Device> {
    const sealed = await storage.device();
    if (!sealed) throw new BrokenJournal('exchange.journal');
    const enrolment = JSON.parse(text(await vault.unseal('device', sealed))) as Enrolment;
    const device = new Device(engine, storage, vault, new Journal(storage, vault), enrolment);
    await device.replay().catch((error: unknown) => {
      throw error instanceof EngineError ? new BrokenJournal(error.code) : error;
    });
    const key = await storage.kept(departmentPlace);
    if (key) device.departmentKey = JSON.parse(text(await vault.unseal(departmentPlace, key))) as DepartmentKey;
    else if (enrolment.departmentKey) await device.takeDepartmentKey(enrolment.departmentKey);
    return device;
  }

  private async replay(): Promise<void> {
    const sheets: Sheet[] = [];
    await this.journal.read((bytes, packed) => {
      const found = JSON.parse(this.engine.callBytes('tablet.replay', bytes)) as {good: number; sheets: Sheet[]};
      // What is packed was proven before, and nobody without this tablet's key can have changed it.
      if (packed) for (const sheet of found.sheets) this.engine.ask('tablet.verified', sheet);
      else sheets.push(...found.sheets);
      return found.good;
    });
    await this.verify(sheets);
    this.engine.ask('tablet.restore', {records: [], more: false});
  }

  /** All cases. The same object until something changes: it is asked for at every drawing. */
  overview(): Overview {
    this.told ??= this.engine.ask<Overview>('tablet.cases');
    return this.told;
  }

  case(id: string): Case {
    return this.engine.ask('tablet.case', {case: id});
  }

  operations(id: string): Operation[] {
    return this.engine.ask<{operations: Operation[]}>('tablet.operations', {case: id}).operations;
  }

  /** Writes an entry; resolves when it survives a crash. */
  write(caseId: string, kind: EntryKind, payload: unknown): Promise<void> {
    return this.alone(async () => {
      const {to_sign, token} = this.engine.ask<{to_sign: string; token: number}>('tablet.write', {
        case: caseId, kind, payload: JSON.stringify(payload), at: new Date().toISOString(),
        salt: toBase64url(random(8)), chain: crypto.randomUUID(), closing: this.closing,
      });
      const signature = toBase64url(await this.vault.sign(fromBase64url(to_sign)));
      const {record} = this.engine.ask<{record: string}>('tablet.add', {token, signature});
      await this.keep([record]);
    });
  }

  /** A photo of the case: its bytes, then the entry that names them, survive a crash when this resolves. */
  async addPicture(caseId: string, bytes: Bytes): Promise<string> {
    const picture = await this.pictures.keep(caseId, bytes).catch((error: unknown) => {
      throw isFull(error) ? new NotKept(String(error), true) : error;
    });
    if (!this.case(caseId).pictures?.some((one) => one.picture === picture))
      await this.write(caseId, 'attachment', {picture, size: bytes.length});
    return picture;
  }

  /**
   * The body of the next call with its proof; `runs`: 0 when there is nothing to send. With parts of photos it carries
   * these and no entries.
   */
  async request(parts: Part[] = []): Promise<{body: Bytes; packed: boolean; proof: string; runs: number}> {
    const input = parts.length > 0 ? {pictures: parts} : null;
    const ask = async () => this.engine.ask<{bytes: string; runs: number}>('tablet.request', input);
    const {bytes, runs} = await this.alone(ask);
    const plain = fromBase64url(bytes), small = await deflate(plain);
    const packed = small.length < plain.length;
    const body = packed ? small : plain;
    return {body, packed, proof: await this.vault.prove(body), runs};
  }

  /** Takes the office's answer over. Throws EngineError when it is not the office's. */
  take(bytes: Bytes): Promise<Taken> {
    return this.alone(async () => {
      const answer = toBase64url(bytes);
      await this.verify(this.engine.ask<Sheet[]>('tablet.sheets', {answer}));
      const taken = this.engine.ask<Taken>('tablet.take', {answer});
      await this.keep(taken.records);
      return taken;
    });
  }

  /** Photos of confirmed interviews go, and old rows of the journal are packed; a piece of it at a time. */
  tidy(): Promise<void> {
    this.tidying = this.tidying.then(() => this.tidied());
    const done = this.tidying;
    this.tidying = done.catch(() => undefined);
    return done;
  }

  private async tidied(): Promise<void> {
    for (const one of this.overview().cases) {
      const settled = one.state === 'confirmed' && one.pictures_taken > 0 && one.pictures_waiting === 0;
      if (this.closed || !settled || this.forgotten.has(one.case)) continue;
      await this.pictures.forget(one.case);
      this.forgotten.add(one.case);
    }
    while (!this.closed && (await this.journal.pack())) await new Promise((soon) => setTimeout(soon));
  }

  /** What `work` writes is taken although the office has locked the tablet: it was typed before. */
  async lastWords(work: () => Promise<void>): Promise<void> {
    this.closing = true;
    await work().finally(() => (this.closing = false));
  }

  /** A question to the centre. Throws Refused, TypeError without network. */
  async ask<T>(path: string, question: object): Promise<T> {
    const body = utf8(JSON.stringify(question));
    return ask(path, this.enrolment.device, await this.vault.prove(body), body);
  }

  /** Throws EngineError when it is no certificate. */
  slip(text: string): Slip {
    return this.engine.ask('tablet.slip', {text});
  }

  /** Keeps the key when the office has signed it: bundles must not be sealed to a stranger. */
  async takeDepartmentKey(key: DepartmentKey): Promise<void> {
    const signed = {key: key.signed_by, payload: toBase64url(signedPart(key)), signature: key.signature};
    if (!(await this.isOffices(signed))) return;
    const sealed = await this.vault.seal(departmentPlace, utf8(JSON.stringify(key)));
    await this.storage.keep(departmentPlace, sealed);
    this.departmentKey = key;
  }

  /** Puts a file with all that is not confirmed, photos too; `everything`: with what is confirmed. Nothing changes. */
  async bundle(everything: boolean, put: (bytes: Bytes) => Promise<void>): Promise<Written> {
    const to = this.departmentKey;
    if (!to) throw new Error('no department key');
    const {department, number, key} = to;
    const compose = (encapsulated: string) => this.engine.ask<Work>('tablet.bundle', {
      at: new Date().toISOString(), department, number, key, encapsulated, everything,
    });
    const bundle = await this.alone(() => beginBundle(to, compose, (bytes) => this.vault.sign(bytes)));
    // Where the storage is full the work goes out all the same; only its answer cannot be opened.
    await this.answerKeys.keep(bundle.id, bundle.answerKey).catch((error: unknown) => {
      if (!isFull(error)) throw error;
    });
    const slices = this.pictures.slices();
    const fill = async (slice: Slice) => {
      const input = {pictures: [await slices(slice)]};
      return fromBase64url(this.engine.ask<{bytes: string}>('tablet.request', input).bytes);
    };
    const {entries, pictures, left} = bundle;
    return {size: await writeBundle(bundle, fill, put), entries, pictures, left};
  }

  /** Takes the centre's answer to a bundle over: what a call would have brought. Throws EngineError when it is another
   * tablet's, not the office's, cut, changed or old; then nothing has changed. */
  takeAnswer(file: Bytes): Promise<Answered> {
    return this.alone(async () => {
      const head = headOf(this.engine, file);
      if (!(await this.isOffices(head))) throw new EngineError('answer.signature', '');
      const pages = await openPages(head, file, this.answerKeys);
      await this.verify(JSON.parse(this.engine.callBytes('tablet.answer_sheets', pages)) as Sheet[]);
      const taken = JSON.parse(this.engine.callBytes('tablet.answer_take', pages)) as Answered & {records: string[]};
      await this.keep(taken.records);
      return taken;
    });
  }

  /** Nothing is written any more once this resolves: another may restore the tablet from its storage. */
  async close(): Promise<void> {
    await this.alone(async () => void (this.closed = true)).finally(() => this.tidying);
  }

  // The journal must hold what the engine holds: one step after the other.
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(() => {
      if (this.closed) throw new NotKept('closed');
      return work();
    });
    this.last = result.catch(() => undefined);
    return result;
  }

  private async keep(records: string[]): Promise<void> {
    this.told = undefined;
    try {
      await this.journal.append(records);
    } catch (error) {
      this.closed = true;  // the engine is ahead of the storage now
      throw new NotKept(String(error), isFull(error));
    }
    this.engine.ask('tablet.flushed');
    this.told = undefined;
  }

  private async verify(sheets: Sheet[]): Promise<void> {
    const good = await Promise.all(sheets.map((sheet) => this.isOffices(sheet)));
    for (const [i, sheet] of sheets.entries()) if (good[i]) this.engine.ask('tablet.verified', sheet);
  }

  /** Whether the office signed it; nothing when it was with a key this tablet was not given. */
  async isOffices(sheet: Sheet): Promise<boolean | undefined> {
    const key = await this.officeKey(sheet.key);
    return key && crypto.subtle.verify('Ed25519', key, fromBase64url(sheet.signature), fromBase64url(sheet.payload));
  }

  private async officeKey(number: number): Promise<CryptoKey | undefined> {
    const known = this.officeKeys.get(number);
    const text = this.enrolment.officeKeys.find((one) => one.number === number)?.key;
    if (known || !text) return known;
    const key = await crypto.subtle.importKey('raw', fromBase64url(text), 'Ed25519', false, ['verify']);
    this.officeKeys.set(number, key);
    return key;
  }
}

/** The storage did not take a record: the tablet is to be unlocked anew, from what it holds. */
export class NotKept extends Error {
  constructor(message: string, readonly full = false) {
    super(message);
  }
}
