// Photos on the tablet: each sealed in a row of its own, in a database beside the journal's. An entry names a photo
// only after its row survives a crash. They go when the centre has confirmed them and the interview: a tablet that
// is lost holds no more than it must. Should the office lose one after that, the tablet says that it has it no more.
import {type DBSchema, type IDBPDatabase, openDB} from 'idb';
import {toBase64url, type Bytes} from '../kit/bytes';
import type {Slice} from './bundle';
import {withReserve} from './reserve';
import type {Sealed} from './storage';
import type {Vault} from './vault';

const callBytes = 96 * 1024;  // of photos in one call: an interrupted one is sent again

interface Schema extends DBSchema {
  picture: {key: string; value: Sealed};
}

/** A photo the office waits for, and how many of its first bytes it has. */
export interface Want {
  case: string;
  picture: string;
  from: number;
}

/** Some bytes of a photo; size 0: it is lost. */
export interface Part {
  case: string;
  picture: string;
  size: number;
  offset: number;
  bytes: string;
}

export class Pictures {
  private db: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(private readonly vault: Vault) {}

  /** Resolves with the photo's name when it survives a crash. */
  async keep(caseId: string, bytes: Bytes): Promise<string> {
    const name = toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    const key = placeOf(caseId, name);
    const sealed = await this.vault.seal(key, bytes);
    const db = await this.open();
    await withReserve(async () => {
      const tx = db.transaction('picture', 'readwrite', {durability: 'strict'});
      await Promise.all([tx.done, tx.store.put(sealed, key).catch(() => undefined)]);
    });
    return name;
  }

  /** Nothing when it is not on this tablet, or cannot be opened. */
  async read(caseId: string, name: string): Promise<Bytes | undefined> {
    const key = placeOf(caseId, name);
    const sealed = await (await this.open()).get('picture', key);
    return sealed && this.vault.unseal(key, sealed).catch(() => undefined);
  }

  /** Takes the photos of a case away. */
  async forget(caseId: string): Promise<void> {
    const [first, last] = [placeOf(caseId, ''), placeOf(caseId, '~')];
    await (await this.open()).delete('picture', IDBKeyRange.bound(first, last));
  }

  /** The next bytes of what the office waits for, as many as one call carries. */
  async parts(wants: Want[]): Promise<Part[]> {
    const out: Part[] = [];
    let left = callBytes;
    for (const want of wants) {
      if (left <= 0) break;
      const bytes = await this.read(want.case, want.picture);
      const piece = bytes?.slice(want.from, want.from + left) ?? new Uint8Array();
      out.push({case: want.case, picture: want.picture, size: bytes?.length ?? 0, offset: bytes ? want.from : 0,
                bytes: toBase64url(piece)});
      left -= piece.length;
    }
    return out;
  }

  /** Gives slices of photos, one photo after the other: each is opened once. */
  slices(): (slice: Slice) => Promise<Part> {
    let opened = {key: '', bytes: undefined as Bytes | undefined};
    return async ({case: caseId, picture, offset, count}) => {
      const key = placeOf(caseId, picture);
      if (opened.key !== key) opened = {key, bytes: await this.read(caseId, picture)};
      const {bytes} = opened;
      if (!bytes) return {case: caseId, picture, size: 0, offset: 0, bytes: ''};
      const slice = toBase64url(bytes.slice(offset, offset + count));
      return {case: caseId, picture, size: bytes.length, offset, bytes: slice};
    };
  }

  private open(): Promise<IDBPDatabase<Schema>> {
    this.db ??= openDB<Schema>('sanaq-tablet-pictures', 1, {upgrade: (db) => void db.createObjectStore('picture')});
    return this.db;
  }
}

const placeOf = (caseId: string, name: string) => `picture ${caseId} ${name}`;

/** Shows the photos of this tablet where the page names them; what lies elsewhere keeps its words. */
export class PictureView {
  private readonly shown = new Map<string, string>();

  constructor(private readonly pictures: Pictures, private readonly caseId: string) {}

  async fill(main: HTMLElement): Promise<void> {
    for (const image of main.querySelectorAll<HTMLImageElement>('img[data-picture]')) {
      const name = image.dataset['picture'] ?? '';
      const address = this.shown.get(name) ?? (await this.load(name));
      if (address && image.getAttribute('src') !== address) image.src = address;
    }
  }

  /** Unsealed photos leave the memory. */
  close(): void {
    for (const address of this.shown.values()) URL.revokeObjectURL(address);
    this.shown.clear();
  }

  private async load(name: string): Promise<string | undefined> {
    const bytes = await this.pictures.read(this.caseId, name);
    if (!bytes) return undefined;
    const address = URL.createObjectURL(new Blob([bytes], {type: 'image/jpeg'}));
    this.shown.set(name, address);
    return address;
  }
}
