// Addresses that left the route while the tablet was open: the interviewer is told, and where.
import {html, type Html} from '../kit/html';
import {isOpen} from './appointments';
import type {Case} from './device';
import {addressOf} from './screen';
import {t} from './texts';

const namedMost = 5;

export class Departures {
  private open: Set<string> | undefined;
  private readonly left = new Map<string, Case>();

  /** Compares with what was on the route at the last look. */
  watch(cases: readonly Case[]): void {
    const gone = cases.filter(({state}) => state === 'online' || state === 'withdrawn');
    for (const one of gone) if (this.open?.has(one.case)) this.left.set(one.case, one);
    this.open = new Set(cases.filter(isOpen).map((one) => one.case));
  }

  /** The interviewer has read it. */
  forget(): void {
    this.left.clear();
  }

  notice(): Html | false {
    const all = [...this.left.values()];
    const part = (state: 'online' | 'withdrawn') => all.filter((one) => one.state === state);
    return all.length > 0 && html`<div class="notice success" role="status" data-notice="left">
      ${paragraph('left.online', part('online'))}${paragraph('left.withdrawn', part('withdrawn'))}
      <button class="quiet" data-do="read">${t('left.read')}</button></div>`;
  }
}

function paragraph(key: string, cases: Case[]): Html | false {
  return cases.length > 0 && html`<p><strong>${t(key, cases.length)}</strong></p>
    <ul>${cases.slice(0, namedMost).map((one) => html`<li>${addressOf(one.assignment)}</li>`)}</ul>
    ${cases.length > namedMost && html`<p>${t('left.more', cases.length - namedMost)}</p>`}`;
}
