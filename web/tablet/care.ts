// What may end the day early: storage that runs out, a battery that does; and what waits to be taken into use.
import {topUpReserve} from './reserve';
import {t} from './texts';

const mib = 1024 * 1024;
const shortBytes = 200 * mib, shortShare = 0.15;
/** Below this no interview is begun: one with photos, and the receipts of a day, fit in. */
const leastBytes = 20 * mib;

export interface Room {
  free: number;
  quota: number;
}

interface Battery extends EventTarget {
  level: number;
  charging: boolean;
}

/** Nothing where the browser does not tell; some tell the same large number whatever is left (see reserve.ts). */
export async function room(): Promise<Room | undefined> {
  const told = await navigator.storage?.estimate?.().catch(() => undefined);
  if (told?.quota === undefined || told.usage === undefined) return undefined;
  return {free: Math.max(0, told.quota - told.usage), quota: told.quota};
}

export class Care {
  private room: Room | undefined;
  private whole = true;  // the reserve
  private battery: Battery | undefined;

  constructor(private readonly changed: () => void) {}

  async start(): Promise<void> {
    // Without it the browser may throw everything away when the disk runs full.
    await navigator.storage?.persist?.().catch(() => false);
    const {getBattery} = navigator as Navigator & {getBattery?: () => Promise<Battery>};
    this.battery = await getBattery?.call(navigator).catch(() => undefined);
    for (const name of ['levelchange', 'chargingchange']) this.battery?.addEventListener(name, this.changed);
    await this.look();
  }

  async look(): Promise<void> {
    const before = this.warnings().join();
    this.whole = await topUpReserve();
    this.room = await room();
    if (this.warnings().join() !== before) this.changed();
  }

  /** Whether the journal of another interview is sure to find room. */
  async mayBegin(): Promise<boolean> {
    await this.look();
    return this.whole && (this.room === undefined || this.room.free >= leastBytes);
  }

  warnings(): string[] {
    const out: string[] = [];
    const {room: now, battery} = this;
    if (!this.whole || (now && now.free < leastBytes)) out.push(t('care.full'));
    else if (now && (now.free < shortBytes || now.free < now.quota * shortShare))
      out.push(t('care.short', Math.floor(now.free / mib)));
    if (battery && !battery.charging && battery.level <= 0.2)
      out.push(t(battery.level <= 0.1 ? 'care.battery.last' : 'care.battery', Math.round(battery.level * 100)));
    return out;
  }
}
