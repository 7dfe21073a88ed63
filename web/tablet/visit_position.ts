// Where a visit was: asked of the device when an address is opened, noted with the visit when the interviewer has not
// turned it off. Never required: without it a visit is as good.
import {html, type Html} from '../kit/html';
import type {Assignment} from './device';
import {metresBetween, placeOf, shownDistance} from './ground';
import {freshFor, here, type Fix} from './here';
import type {Storage} from './storage';
import {t} from './texts';

const digits = 4;  // some ten metres: tells the house and no more
const farAway = 200;  // metres beyond the accuracy

type State = 'idle' | 'asking' | 'found' | 'denied' | 'failed';

export class VisitPosition {
  private state: State = 'idle';
  private fix: Fix | undefined;
  private of = '';
  private at = 0;
  private wanted = true;
  private shown: Assignment | null = null;

  constructor(private readonly storage: Storage) {
    void storage.plain('position').then((kept) => (this.wanted = kept !== 'off'));
  }

  /** Looks where the tablet is, for a visit of this case; what was found a moment ago is good. */
  look(of: string): void {
    const known = this.state === 'asking' || (this.fix !== undefined && Date.now() - this.at < freshFor);
    if (this.of === of && known) return;
    this.of = of;
    this.fix = undefined;
    if (this.wanted) void this.ask(of);
  }

  private async ask(of: string): Promise<void> {
    this.state = 'asking';
    const found = await here();
    if (this.of !== of) return;
    this.at = Date.now();
    [this.state, this.fix] = typeof found === 'string' ? [found, undefined] : ['found', found];
    this.tell();
  }

  /** The interviewer turns the noting on or off, for this visit and the next ones. */
  async toggle(of: string): Promise<void> {
    this.wanted = !this.wanted;
    [this.fix, this.state, this.of] = [undefined, 'idle', ''];
    this.look(of);
    this.tell();
    await this.storage.setPlain('position', this.wanted ? 'on' : 'off');
  }

  // Only the note is drawn anew: what is half typed around it stays.
  private tell(): void {
    const inside = document.querySelector('#position');
    if (!inside) return;
    inside.innerHTML = this.inside(this.shown).text;
    inside.nextElementSibling?.setAttribute('aria-pressed', this.wanted ? 'true' : 'false');
  }

  /** What the entry of a visit of this case says of the place; empty when there is nothing to say. */
  payload(of: string): {lat?: number; lon?: number; accuracy_m?: number} {
    if (!this.wanted || this.of !== of || !this.fix) return {};
    const {lat, lon, accuracy} = this.fix;
    return {lat: Number(lat.toFixed(digits)), lon: Number(lon.toFixed(digits)), accuracy_m: Math.ceil(accuracy)};
  }

  /** What the interviewer is to know: whether the place is noted, how well it is known, how far the address is. */
  note(assignment: Assignment | null): Html {
    this.shown = assignment;
    return html`<section class="note position"><h2>${t('position.title')}</h2>
      <div id="position">${this.inside(assignment)}</div>
      <button type="button" class="switch" data-do="position" aria-pressed="${this.wanted ? 'true' : 'false'}">
        ${t('position.switch')}</button></section>`;
  }

  private inside(assignment: Assignment | null): Html {
    const state = this.wanted ? this.state : 'off';
    const far = this.wanted && this.fix ? tooFar(this.fix, assignment) : undefined;
    return html`<p role="status" data-position="${state}">${this.told(assignment)}</p>
      ${far !== undefined && html`<p class="warning" role="alert">${t('position.far', shownDistance(far))}</p>`}`;
  }

  private told(assignment: Assignment | null): string {
    if (!this.wanted) return t('position.off');
    if (this.state !== 'found' || !this.fix) return t(`position.${this.state}`);
    const place = placeOf(assignment);
    const accuracy = Math.ceil(this.fix.accuracy);
    if (!place) return t('position.found', accuracy);
    return t('position.found.distance', accuracy, shownDistance(metresBetween(this.fix, place)));
  }
}

/** How far the address is, when it is farther than the inaccuracy explains. */
export function tooFar(fix: Fix, assignment: Assignment | null): number | undefined {
  const place = placeOf(assignment);
  const metres = place ? metresBetween(fix, place) : 0;
  return metres - fix.accuracy > farAway ? metres : undefined;
}

/** Of a visit that was noted: `240 m from the address (± 15 m)`. */
export function notedDistance(visit: {lat?: number; lon?: number; accuracy_m?: number}, of: Assignment | null): string {
  const {lat, lon, accuracy_m: accuracy} = visit;
  if (typeof lat !== 'number' || typeof lon !== 'number') return '';
  const place = placeOf(of);
  const exact = Math.ceil(accuracy ?? 0);
  if (!place) return t('position.noted', exact);
  return t('position.noted.distance', shownDistance(metresBetween({lat, lon}, place)), exact);
}
