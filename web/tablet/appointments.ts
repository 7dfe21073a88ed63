// Call-backs: the appointment of the last visit, until another visit follows it.
import type {Case, CaseState} from './device';

export const openStates: readonly CaseState[] = ['to_visit', 'begun'];
const early = 30 * 60_000;  // it comes up so long before its time

export const isOpen = (one: Case): boolean => openStates.includes(one.state);

/** When the household is to be visited again, by the tablet's clock and zone. */
export function appointmentOf(one: Case): Date | undefined {
  const next = isOpen(one) ? one.last_visit?.visit?.next : undefined;
  const at = next === undefined ? undefined : new Date(next);
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}

export function isToday(one: Case, now: Date): boolean {
  return appointmentOf(one)?.toDateString() === now.toDateString();
}

export function isDue(one: Case, now: Date): boolean {
  const at = appointmentOf(one);
  return at !== undefined && at.getTime() - early <= now.getTime();
}

/** Those whose time has come, the longest waiting first. */
export function due(cases: readonly Case[], now: Date): Case[] {
  return cases.filter((one) => isDue(one, now)).sort(byTime);
}

export function byTime(a: Case, b: Case): number {
  return (appointmentOf(a)?.getTime() ?? 0) - (appointmentOf(b)?.getTime() ?? 0);
}

/** Milliseconds until another appointment comes up; nothing when none will. */
export function untilNext(cases: readonly Case[], now: Date): number | undefined {
  const untilIts = (one: Case) => (appointmentOf(one)?.getTime() ?? 0) - early - now.getTime();
  const waits = cases.map(untilIts).filter((wait) => wait > 0);
  return waits.length > 0 ? Math.min(...waits) : undefined;
}
