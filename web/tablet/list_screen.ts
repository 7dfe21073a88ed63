import {html, type Html} from '../kit/html';
import {random} from '../kit/bytes';
import type {App} from './app';
import {appointmentOf, byTime, due, isDue, isOpen, isToday, untilNext} from './appointments';
import type {Case} from './device';
import {shownDistance} from './ground';
import {here} from './here';
import {filters, matcher, passes, type Filter} from './list_filter';
import {RowList} from './row_list';
import {inOfficeOrder, type Route} from './route';
import {addressOf, stateTag, type Screen} from './screen';
import {syncLine} from './work_screen';
import {moment, t} from './texts';

const timerMost = 3_600_000;

interface Section {
  name: string;
  cases: Case[];
}

/** Addresses in the order of the route. */
export class ListScreen implements Screen {
  private readonly left = new AbortController();
  private readonly rows = new RowList('route');
  private timer: ReturnType<typeof setTimeout> | undefined;
  private note = '';
  private fresh = true;

  constructor(private readonly app: App) {
    app.main.addEventListener('input', (event) => this.typed(event), {signal: this.left.signal});
  }

  html(): Html {
    const {cases, locked} = this.app.device.overview();
    const {departures, plan} = this.app.field;
    departures.watch(cases);
    const route = plan.route(cases.filter(isOpen));
    return html`<h1>${t('list.title')}</h1>
      ${departures.notice()}
      ${locked && html`<p class="notice error">${t('list.locked')}</p>`}
      <section class="card"><div><p id="unsent">${this.unsent()}</p><div id="sync">${syncLine(this.app)}</div></div>
        <button data-go="work">${t('list.work')}</button></section>
      ${cases.length === 0 && html`<p class="lead">${t('list.empty')}</p>`}
      ${cases.length > 0 && this.chooser(cases, route)}
      ${cases.length > 0 && this.rows.html(this.sections(cases, route), (one) => this.row(one, route))}
      ${!locked && html`<button class="add" data-do="add">${t('list.add')}</button>
        <button class="add" data-go="door">${t('list.door')}</button>`}`;
  }

  private unsent(): string {
    const {written, confirmed} = this.app.device.overview();
    return written > confirmed ? t('list.unsent', written - confirmed) : t('list.allsent');
  }

  private chooser(cases: Case[], route: Route): Html {
    const {filter, search, me} = this.app.field;
    const now = new Date();
    const count = (name: Filter) => cases.filter((one) => passes(one, name, now)).length;
    return html`<p class="walk">${t('list.left', route.stops.length, route.buildings, shownDistance(route.metres))}</p>
      <div class="actions walk-actions"><button data-go="map">${t('list.map')}</button>
        <button class="quiet" data-do="here">${t(me ? 'list.here.again' : 'list.here')}</button></div>
      <p class="status" role="status">${this.note}</p>
      <div class="field"><label for="search">${t('list.search')}</label>
        <input id="search" type="search" autocomplete="off" maxlength="80" value="${search}"></div>
      <div class="filters" role="group" aria-label="${t('list.filters')}">${filters.map((name) => html`<button
        data-do="filter:${name}" aria-pressed="${name === filter ? 'true' : 'false'}">
        ${t(`filter.${name}`, count(name))}</button>`)}</div>`;
  }

  private sections(cases: Case[], route: Route): Section[] {
    const {filter, search} = this.app.field;
    const now = new Date();
    const fits = matcher(search);
    const section = (name: string, list: Case[]): Section => ({name, cases: list.filter(fits)});
    if (filter === 'today') return [section('today', cases.filter((one) => isToday(one, now)).sort(byTime))];
    const others = inOfficeOrder(cases.filter((one) => !isOpen(one) && passes(one, filter, now)));
    if (filter === 'finished' || filter === 'online') return [section(filter, others)];
    const called = due(cases, now);
    const walk = route.stops.map(({one}) => one).filter((one) => !isDue(one, now));
    const first = called.length > 0 ? [section('due', called)] : [];
    const last = others.length > 0 ? [section('done', others)] : [];
    return [...first, section('todo', walk), ...last];
  }

  private row(one: Case, route: Route): Html {
    const next = appointmentOf(one);
    const stop = this.stops(route).get(one.case);
    return html`<button class="case" data-go="case" data-case="${one.case}">
      ${stop !== undefined && html`<span class="stop" aria-label="${t('list.stop', stop)}">${stop}</span>`}
      <span class="address">${addressOf(one.assignment)}</span> ${stateTag(one)}
      ${next && html`<span class="hint">${t('case.next', moment(next.toISOString()))}</span>`}</button>`;
  }

  private numbered: {of: Route; stops: Map<string, number>} | undefined;
  private stops(route: Route): Map<string, number> {
    if (this.numbered?.of !== route)
      this.numbered = {of: route, stops: new Map(route.stops.map(({one, building}) => [one.case, building]))};
    return this.numbered.stops;
  }

  drawn(): void {
    const {field, main, device} = this.app;
    const last = `button.case[data-case="${field.last}"]`;
    if (this.fresh && field.last) main.querySelector(last)?.scrollIntoView({block: 'center'});
    this.fresh = false;
    this.rows.fill(this.left.signal);
    clearTimeout(this.timer);
    const wait = untilNext(device.overview().cases, new Date());
    if (wait !== undefined) this.timer = setTimeout(() => this.app.redraw(), Math.min(wait + 500, timerMost));
  }

  private typed(event: Event): void {
    const field = event.target as HTMLInputElement;
    if (field.id !== 'search') return;
    this.app.field.search = field.value;
    this.rows.startOver();
    this.app.redraw();
  }

  async press(name: string): Promise<void> {
    const {field} = this.app;
    if (name === 'add') return this.app.go({screen: 'interview', case: newCase()});
    if (name === 'here') await this.beginHere();
    if (name === 'read') field.departures.forget();
    if (name.startsWith('filter:')) {
      field.filter = name.slice('filter:'.length) as Filter;
      this.rows.startOver();
    }
    if (!this.left.signal.aborted) this.app.redraw();
  }

  // The walk begins where the interviewer stands.
  private async beginHere(): Promise<void> {
    const {field} = this.app;
    this.note = t('position.asking');
    this.app.redraw();
    const found = await here();
    this.note = typeof found === 'string' ? t(`position.${found}`) : t('list.here.done');
    if (typeof found === 'string') return;
    field.me = found;
    field.plan.beginAt(found);
  }

  state(): void {
    const put = (id: string, text: string) => {
      const place = this.app.main.querySelector(id);
      if (place && place.innerHTML !== text) place.innerHTML = text;
    };
    put('#sync', syncLine(this.app).text);
    put('#unsent', html`${this.unsent()}`.text);
  }

  refresh(): void {
    this.app.redraw();
  }

  leave(): void {
    this.left.abort();
    clearTimeout(this.timer);
  }
}

/** UUID version 7 (RFC 9562): cases lie in the order they were begun. */
function newCase(): string {
  const bytes = random(16);
  const tail = BigInt(bytes[6]! << 8 | bytes[7]!);
  new DataView(bytes.buffer).setBigUint64(0, (BigInt(Date.now()) << 16n) | tail);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
