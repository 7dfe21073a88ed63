// The tablet's journal: records of the engine, each sealed in a row of its own, in the order they were written.
import {toBase64url, fromBase64url} from '../kit/bytes';
import type {Storage} from './storage';
import type {Vault} from './vault';

const batch = 500;

/** The storage was changed by somebody else: nothing may be written on it. */
export class BrokenJournal extends Error {}

const placeOf = (number: number) => `journal ${number}`;

export class Journal {
  private next = 1;

  constructor(private readonly storage: Storage, private readonly vault: Vault) {}

  /** Hands all records over, in batches. A last row that cannot be opened was being written: it is dropped. */
  async read(take: (records: string[], more: boolean) => Promise<number>): Promise<void> {
    for (;;) {
      const {numbers, rows} = await this.storage.rows(this.next, batch);
      const following = (await this.storage.rows(this.next + numbers.length, 1)).numbers.length > 0;
      if (numbers.some((number, i) => number !== this.next + i)) throw new BrokenJournal('exchange.journal');
      const opened = await Promise.all(rows.map((row, i) => this.vault.unseal(placeOf(this.next + i), row)
        .then(toBase64url, () => undefined)));
      const bad = opened.indexOf(undefined);
      if (bad >= 0 && (following || bad < opened.length - 1)) throw new BrokenJournal('exchange.journal');
      const good = opened.filter((record) => record !== undefined);
      const dropped = (await take(good, following)) + (bad >= 0 ? 1 : 0);
      this.next += opened.length - dropped;
      if (dropped > 0) await this.storage.dropRow(this.next);
      if (!following) return;
    }
  }

  /** Resolves when the records survive a crash. */
  async append(records: string[]): Promise<void> {
    if (records.length === 0) return;
    const first = this.next;
    const rows = await Promise.all(records.map((record, i) =>
      this.vault.seal(placeOf(first + i), fromBase64url(record))));
    await this.storage.append(first, rows);
    this.next = first + records.length;
  }

  static seal(vault: Vault, record: string) {
    return vault.seal(placeOf(1), fromBase64url(record));
  }
}
