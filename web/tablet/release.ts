// The code that opens the tablet after it sealed itself: fetched while it works, used to wrap the key, then forgotten.
import type {Device} from './device';
import type {Storage} from './storage';
import {releaseOf} from './vault';

/** Gets the next code where there is none in reserve. Rejects without network; asking again later is enough. */
export async function keepRelease(storage: Storage, device: Device): Promise<void> {
  const row = await storage.vault();
  if (!row?.dataKey || (row.release && !row.release.spent)) return;
  const have = row.release?.number ?? 0;
  const {number, code} = await device.ask<{number: number; code: string}>('/device/release', {have});
  const release = await releaseOf(row.dataKey, row.secret, number, code);
  // That took a while: the tablet may have been locked, and wrong PINs typed.
  await storage.changeVault((now) => (now.dataKey ? {...now, release} : now));
}
