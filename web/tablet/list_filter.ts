// Which addresses the list shows.
import {isOpen, isToday} from './appointments';
import type {Case} from './device';
import {told} from './texts';

export type Filter = 'all' | 'todo' | 'today' | 'finished' | 'online';
export const filters: readonly Filter[] = ['all', 'todo', 'today', 'finished', 'online'];

export function passes(one: Case, filter: Filter, now: Date): boolean {
  if (filter === 'todo') return isOpen(one);
  if (filter === 'today') return isToday(one, now);
  if (filter === 'online') return one.state === 'online';
  if (filter === 'finished') return one.state === 'waiting' || one.state === 'confirmed';
  return true;
}

/** A number is a house (12 finds 12, 12а and 12/1, not 120) or, after another one, a flat; a word is part of a street
 * or a settlement. All must fit. */
export function matcher(typed: string): (one: Case) => boolean {
  const words = typed.toLocaleLowerCase().split(/[\s,]+/).filter((word) => word !== '');
  const numbers = words.filter((word) => /^\d/.test(word));
  const names = words.filter((word) => !/^\d/.test(word));
  return ({assignment}) => {
    const address = assignment?.address;
    if (words.length === 0) return true;
    if (!address) return false;
    const place = `${address.street ?? ''} ${told(address.settlement)}`.toLocaleLowerCase();
    const [house, flat] = numbers;
    return numbers.length <= 2 && begins(address.house, house) && begins(address.flat, flat) &&
      names.every((name) => place.includes(name));
  };
}

function begins(value: string | undefined, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const text = (value ?? '').toLocaleLowerCase();
  return text.startsWith(wanted) && !/\d/.test(text.charAt(wanted.length));
}
