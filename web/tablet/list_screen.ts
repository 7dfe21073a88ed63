import {html, type Html} from '../kit/html';
import {random} from '../kit/bytes';
import type {App} from './app';
import type {Case, CaseState} from './device';
import {addressOf, stateTag, type Screen} from './screen';
import {syncLine} from './work_screen';
import {moment, t} from './texts';

const open: readonly CaseState[] = ['to_visit', 'begun'];

/** Addresses in the order of the route. */
export class ListScreen implements Screen {
  constructor(private readonly app: App) {}

  html(): Html {
    const {cases, locked, written, confirmed} = this.app.device.overview();
    const route = [...cases].sort((a, b) => (a.assignment?.order ?? 1e9) - (b.assignment?.order ?? 1e9));
    const todo = route.filter((one) => open.includes(one.state));
    const done = route.filter((one) => !open.includes(one.state));
    const unsent = written - confirmed;
    return html`<h1>${t('list.title')}</h1>
      ${locked && html`<p class="notice error">${t('list.locked')}</p>`}
      <section class="card"><p>${unsent > 0 ? t('list.unsent', unsent) : t('list.allsent')}</p>
        <button data-go="work">${t('list.work')}</button>${syncLine(this.app)}</section>
      ${cases.length === 0 && html`<p class="lead">${t('list.empty')}</p>`}
      ${cases.length > 0 && html`<section><h2>${t('list.todo')}</h2>
        ${todo.length > 0 ? list(todo) : html`<p class="hint">${t('list.none')}</p>`}</section>`}
      ${done.length > 0 && html`<section><h2>${t('list.done')}</h2>${list(done)}</section>`}
      ${!locked && html`<button class="add" data-do="add">${t('list.add')}</button>`}`;
  }

  press(): void {
    this.app.go({screen: 'interview', case: newCase()});
  }

  state(): void {
    this.app.redraw();
  }

  refresh(): void {
    this.app.redraw();
  }
}

function list(cases: Case[]): Html {
  return html`<ul class="cards">${cases.map((one) => html`<li>
    <button class="case" data-go="case" data-case="${one.case}">
    <span class="address">${addressOf(one.assignment)}</span>
    ${stateTag(one)} ${appointment(one)}</button></li>`)}</ul>`;
}

function appointment(one: Case): Html | false {
  const next = one.last_visit?.visit?.next;
  if (next === undefined || !open.includes(one.state)) return false;
  return html`<span class="hint">${t('case.next', moment(next))}</span>`;
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
