// The tablet's journal: records of the engine in the order they were written; those of one step are one sealed row.
import {fromBase64url, join, type Bytes} from '../kit/bytes';
import type {Storage} from './storage';
import type {Vault} from './vault';

const batch = 500;

/** The storage was changed by somebody else: nothing may be written on it. */
export class BrokenJournal extends Error {}

const placeOf = (number: number) => `journal ${number}`;

export class Journal {
  private next = 1;

  constructor(private readonly storage: Storage, private readonly vault: Vault) {}

  /** Hands the records of all rows over, batch by batch; `take` says how many of the bytes it could read. A last row
   * that cannot be opened or read was being written: it is dropped. */
  async read(take: (bytes: Bytes) => number): Promise<void> {
    for (;;) {
      const {numbers, rows} = await this.storage.rows(this.next, batch);
      const following = (await this.storage.rows(this.next + numbers.length, 1)).numbers.length > 0;
      if (numbers.some((number, i) => number !== this.next + i)) throw new BrokenJournal('exchange.journal');
      const opened = await Promise.all(rows.map((row, i) => this.vault.unseal(placeOf(this.next + i), row)
        .catch(() => undefined)));
      const last = following ? undefined : opened.pop();
      if (opened.includes(undefined)) throw new BrokenJournal('exchange.journal');
      const whole = join(...(opened as Bytes[]));
      if (take(whole) !== whole.length) throw new BrokenJournal('exchange.journal');
      this.next += opened.length;
      if (following) continue;
      const good = last === undefined ? 0 : take(last);
      if (rows.length === opened.length) return;
      if (last && good === last.length) this.next += 1;
      else if (good === 0) await this.storage.dropRow(this.next);
      else throw new BrokenJournal('exchange.journal');
      return;
    }
  }

  /** Resolves when the records survive a crash, all of them or none: they are one row. */
  async append(records: string[]): Promise<void> {
    if (records.length === 0) return;
    const row = await this.vault.seal(placeOf(this.next), join(...records.map(fromBase64url)));
    await this.storage.append(this.next, [row]);
    this.next += 1;
  }

  static seal(vault: Vault, record: string) {
    return vault.seal(placeOf(1), fromBase64url(record));
  }
}
