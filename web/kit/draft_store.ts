import {type DBSchema, type IDBPDatabase, openDB} from 'idb';

/** An operation as the engine writes it (src/interview/operation.h). */
export type Operation = Record<string, string>;

/** What this device knows of one household's draft. Lives in IndexedDB only, and only until the form is submitted. */
export interface CaseRecord {
  case: string;
  device: string;
  formHash: string;
  answers: string;       // JSON of the engine's `answers`, everything
  acknowledged: number;  // highest operation of this device that the server keeps
  next: number;          // number of the next operation
  cursor: number;        // how far the operations of other devices were taken in
}

interface Schema extends DBSchema {
  cases: {key: string; value: CaseRecord};
  operations: {key: [string, number]; value: Operation};
  current: {key: string; value: string};
}

export class DraftStore {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  static async open(): Promise<DraftStore> {
    return new DraftStore(await openDB<Schema>('sanaq-draft', 1, {
      upgrade(db) {
        db.createObjectStore('cases', {keyPath: 'case'});
        db.createObjectStore('operations');
        db.createObjectStore('current');
      },
    }));
  }

  /** The case worked on last, for starting without network. */
  async current(): Promise<CaseRecord | undefined> {
    const key = await this.db.get('current', 'case');
    return key === undefined ? undefined : this.db.get('cases', key);
  }

  /** Takes the server's word, but never goes back behind what this device has numbered already. */
  async begin(fresh: CaseRecord): Promise<CaseRecord> {
    const tx = this.db.transaction(['cases', 'current', 'operations'], 'readwrite');
    const old = await tx.objectStore('cases').get(fresh.case);
    const same = old !== undefined && old.device === fresh.device;
    const record = {...fresh, next: Math.max(fresh.acknowledged + 1, same ? old.next : 1)};
    if (!same) await tx.objectStore('operations').delete(IDBKeyRange.bound([fresh.case, 0], [fresh.case, Infinity]));
    await tx.objectStore('operations').delete(IDBKeyRange.bound([fresh.case, 0], [fresh.case, fresh.acknowledged]));
    await tx.objectStore('cases').put(record);
    await tx.objectStore('current').put(fresh.case, 'case');
    await tx.done;
    return record;
  }

  /** Numbers the operations and keeps them, all or none; also right when two tabs do it at once. */
  async append(caseKey: string, operations: Operation[], answers: string): Promise<void> {
    const tx = this.db.transaction(['cases', 'operations'], 'readwrite', {durability: 'strict'});
    const record = await tx.objectStore('cases').get(caseKey);
    if (!record) throw new Error('no such case');
    for (const operation of operations) await tx.objectStore('operations').add(operation, [caseKey, record.next++]);
    record.answers = answers;
    await tx.objectStore('cases').put(record);
    await tx.done;
  }

  /** Operations the server has not acknowledged, in order; `from` is the number of the first. */
  async pending(caseKey: string, limit: number): Promise<{from: number; operations: Operation[]}> {
    const range = IDBKeyRange.bound([caseKey, 0], [caseKey, Infinity]);
    const tx = this.db.transaction('operations');
    const [keys, operations] = await Promise.all([tx.store.getAllKeys(range, limit), tx.store.getAll(range, limit)]);
    return {from: keys[0]?.[1] ?? 0, operations};
  }

  async acknowledge(caseKey: string, acknowledged: number, cursor: number): Promise<void> {
    const tx = this.db.transaction(['cases', 'operations'], 'readwrite');
    await tx.objectStore('operations').delete(IDBKeyRange.bound([caseKey, 0], [caseKey, acknowledged]));
    const record = await tx.objectStore('cases').get(caseKey);
    if (record) await tx.objectStore('cases').put({...record, acknowledged, cursor});
    await tx.done;
  }

  /** After the submission, or when another household uses this device: nothing stays behind. */
  async forget(caseKey: string): Promise<void> {
    const tx = this.db.transaction(['cases', 'current', 'operations'], 'readwrite');
    await tx.objectStore('cases').delete(caseKey);
    await tx.objectStore('current').delete('case');
    await tx.objectStore('operations').delete(IDBKeyRange.bound([caseKey, 0], [caseKey, Infinity]));
    await tx.done;
  }
}
