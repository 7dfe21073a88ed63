// The tablet's journal: records of the engine in the order they were written; those of one step are one sealed row.
// Rows that are no longer the last ones are packed, many into one, so that opening the tablet and its storage do not
// grow with every answer that was ever typed. The records stay what they are: an office restored from a backup may ask
// again.
import {fromBase64url, join, type Bytes} from '../kit/bytes';
import {deflate, inflate} from '../kit/pack';
import {packKey, type Storage} from './storage';
import type {Vault} from './vault';

const batch = 500;
/** So many rows are packed into one. */
const packRows = 256;

/** The storage was changed by somebody else: nothing may be written on it. */
export class BrokenJournal extends Error {}

/** Takes the bytes of whole rows; says how many of them it could read. packed: they were read and proven before. */
export type Take = (bytes: Bytes, packed: boolean) => number;

const placeOf = (number: number) => `journal ${number}`;

export class Journal {
  private next = 1;
  private loose = 1;  // the first row that is not packed

  constructor(private readonly storage: Storage, private readonly vault: Vault) {}

  /** Hands the records of all rows over, batch by batch; `take` says how many of the bytes it could read. A last row
   * that cannot be opened or read was being written: it is dropped. */
  async read(take: Take): Promise<void> {
    await this.readPacks(take);
    for (;;) {
      const {numbers, rows} = await this.storage.rows(this.next, batch);
      const following = (await this.storage.rows(this.next + numbers.length, 1)).numbers.length > 0;
      if (numbers.some((number, i) => number !== this.next + i)) throw new BrokenJournal('exchange.journal');
      const opened = await Promise.all(rows.map((row, i) => this.vault.unseal(placeOf(this.next + i), row)
        .catch(() => undefined)));
      const last = following ? undefined : opened.pop();
      if (opened.includes(undefined)) throw new BrokenJournal('exchange.journal');
      const whole = join(...(opened as Bytes[]));
      if (take(whole, false) !== whole.length) throw new BrokenJournal('exchange.journal');
      this.next += opened.length;
      if (following) continue;
      const good = last === undefined ? 0 : take(last, false);
      if (rows.length === opened.length) return;
      if (last && good === last.length) this.next += 1;
      else if (good === 0) await this.storage.dropRow(this.next);
      else throw new BrokenJournal('exchange.journal');
      return;
    }
  }

  private async readPacks(take: Take): Promise<void> {
    const {keys, packs} = await this.storage.packs();
    for (const [i, key] of keys.entries()) {
      const [from, to] = key.split(' ').slice(1).map(Number) as [number, number];
      const pack = packs[i];
      if (!pack || from !== this.next) throw new BrokenJournal('exchange.journal');
      const whole = await this.vault.unseal(key, pack).then(inflate).catch(() => undefined);
      if (!whole || take(whole, true) !== whole.length) throw new BrokenJournal('exchange.journal');
      this.next = this.loose = to + 1;
    }
  }

  /** Packs what has become long, a bounded piece of it. Whether there is more to do. Never the last row, which may be
   * half written; appending goes on meanwhile. */
  async pack(): Promise<boolean> {
    const [from, to] = [this.loose, this.loose + packRows - 1];
    if (to >= this.next - 1) return false;
    const {numbers, rows} = await this.storage.rows(from, packRows);
    if (numbers[0] !== from || numbers.at(-1) !== to) throw new BrokenJournal('exchange.journal');
    const opened = await Promise.all(rows.map((row, i) => this.vault.unseal(placeOf(from + i), row)));
    const pack = await this.vault.seal(packKey(from, to), await deflate(join(...opened)));
    await this.storage.replaceRows(from, to, pack);
    this.loose = to + 1;
    return true;
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
