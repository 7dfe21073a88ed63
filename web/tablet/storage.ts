// What the tablet keeps for good: IndexedDB `sanaq-tablet`. What a stranger could read in it is sealed (vault.ts).
import {type DBSchema, type IDBPDatabase, openDB} from 'idb';
import type {Bytes} from '../kit/bytes';
import {withReserve} from './reserve';

export interface Sealed {
  iv: Bytes;
  bytes: Bytes;
}

/** The wrapped data key once more, under a code of the office. */
export interface Release {
  number: number;
  salt: Bytes;
  iterations: number;
  copy: Sealed;
  spent: boolean;  // used once: another is wanted
}

/** Keys wrapped under the PIN, and how often it was wrong. */
export interface VaultRow {
  salt: Bytes;
  iterations: number;
  secret?: CryptoKey;  // of this browser, cannot be read out; tablets enrolled before had none
  dataKey?: Sealed;    // not there: the tablet has sealed itself
  release?: Release;
  signingKey: Sealed;
  failures: number;
  notBefore: number;  // ms since 1970: no attempt before
}

interface Schema extends DBSchema {
  vault: {key: string; value: VaultRow};
  kept: {key: string; value: Sealed};
  journal: {key: number; value: Sealed};
  plain: {key: string; value: string};
}

const packed = IDBKeyRange.bound('packed ', 'packed!');
const digits = (number: number) => String(number).padStart(12, '0');

/** Under which rows of the journal stand together. */
export const packKey = (from: number, to: number) => `packed ${digits(from)} ${digits(to)}`;

export class Storage {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  static async open(): Promise<Storage> {
    return new Storage(await openDB<Schema>('sanaq-tablet', 1, {
      upgrade(db) {
        db.createObjectStore('vault');
        db.createObjectStore('kept');
        db.createObjectStore('journal');
        db.createObjectStore('plain');
      },
    }));
  }

  vault(): Promise<VaultRow | undefined> {
    return this.db.get('vault', 'vault');
  }

  /** A device that was just enrolled: all of it or nothing. */
  async begin(vault: VaultRow, device: Sealed, first: Sealed): Promise<void> {
    const tx = this.db.transaction(['vault', 'kept', 'journal'], 'readwrite', {durability: 'strict'});
    void tx.objectStore('vault').add(vault, 'vault');
    void tx.objectStore('kept').put(device, 'device');
    void tx.objectStore('journal').add(first, 1);
    await tx.done;
  }

  /**
   * Changes the row in one step: what was written since it was read, as a wrong PIN's count, is not lost. Resolves with
   * the row as it stands then.
   */
  changeVault(change: (row: VaultRow) => VaultRow): Promise<VaultRow | undefined> {
    return withReserve(async () => {
      const tx = this.db.transaction('vault', 'readwrite', {durability: 'strict'});
      const row = await tx.store.get('vault');
      const changed = row && change(row);
      await Promise.all([tx.done, changed && tx.store.put(changed, 'vault').catch(() => undefined)]);
      return changed;
    });
  }

  device(): Promise<Sealed | undefined> {
    return this.kept('device');
  }

  kept(key: string): Promise<Sealed | undefined> {
    return this.db.get('kept', key);
  }

  async keep(key: string, sealed: Sealed): Promise<void> {
    await this.db.put('kept', sealed, key);
  }

  /** Rows of the journal from a number on, in order. */
  async rows(from: number, limit: number): Promise<{numbers: number[]; rows: Sealed[]}> {
    const range = IDBKeyRange.lowerBound(from);
    const tx = this.db.transaction('journal');
    const [numbers, rows] = await Promise.all([tx.store.getAllKeys(range, limit), tx.store.getAll(range, limit)]);
    return {numbers, rows};
  }

  /** Appends rows under the numbers given; resolves when they survive a crash. Never overwrites. */
  async append(from: number, rows: Sealed[]): Promise<void> {
    await withReserve(async () => {
      const tx = this.db.transaction('journal', 'readwrite', {durability: 'strict'});
      const added = rows.map((row, i) => tx.store.add(row, from + i));
      // Why a transaction failed stands in its end, not in its rows.
      await Promise.all([tx.done, ...added.map((one) => one.catch(() => undefined))]);
    });
  }

  /** Packed rows in their order, by key. */
  async packs(): Promise<{keys: string[]; packs: Sealed[]}> {
    const tx = this.db.transaction('kept');
    const [keys, packs] = await Promise.all([tx.store.getAllKeys(packed), tx.store.getAll(packed)]);
    return {keys, packs};
  }

  /** Rows of the journal become one: all of it or nothing, whenever the power goes. Takes nothing from the reserve. */
  async replaceRows(from: number, to: number, pack: Sealed): Promise<void> {
    const tx = this.db.transaction(['kept', 'journal'], 'readwrite', {durability: 'strict'});
    const done = [tx.objectStore('kept').put(pack, packKey(from, to)),
                  tx.objectStore('journal').delete(IDBKeyRange.bound(from, to))];
    await Promise.all([tx.done, ...done.map((one) => (one as Promise<unknown>).catch(() => undefined))]);
  }

  /** The last row, which was being written when the power went. */
  async dropRow(number: number): Promise<void> {
    await this.db.delete('journal', number);
  }

  plain(key: string): Promise<string | undefined> {
    return this.db.get('plain', key);
  }

  async setPlain(key: string, value: string): Promise<void> {
    await this.db.put('plain', value, key);
  }
}
