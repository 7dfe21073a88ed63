import {html, type Html} from '../kit/html';
import type {App} from './app';
import type {Case, Told} from './device';
import {addressOf, stateTag, type Screen} from './screen';
import {has, moment, t, told} from './texts';

/** What is done, what waits, what the centre has confirmed and when: readable without network. */
export class WorkScreen implements Screen {
  constructor(private readonly app: App) {}

  html(): Html {
    const all = this.app.device.overview();
    const sum = (of: (one: Case) => number) => all.cases.reduce((total, one) => total + of(one), 0);
    const taken = sum((one) => one.pictures_taken), waiting = sum((one) => one.pictures_waiting);
    const {label, device} = this.app.device.enrolment;
    return html`<h1>${t('work.title')}</h1>
      <section class="review"><dl>${row('work.done', all.written)}${row('work.confirmed', all.confirmed)}
        ${row('work.waiting', all.written - all.confirmed)}
        ${row('work.pictures', t('case.pictures.standing', taken, waiting))}
        ${row('work.receipt', all.receipt_at === null ? t('work.never') : moment(all.receipt_at))}</dl></section>
      <div class="actions"><button class="primary" data-do="now">${t('work.now')}</button>
        <button data-go="usb">${t('work.usb')}</button></div>
      ${syncLine(this.app)}
      ${all.messages.length > 0 && html`<section><h2>${t('work.messages')}</h2>
        <ul class="cards">${all.messages.map(message).reverse()}</ul></section>`}
      ${all.cases.length > 0 && html`<section><h2>${t('work.cases')}</h2>
        <ul class="cards">${all.cases.map(standing)}</ul></section>`}
      <p class="hint">${t('work.device', label || device)}</p>`;
  }

  press(): void {
    this.app.sync.now();
  }

  state(): void {
    this.app.redraw();
  }

  refresh(): void {
    this.app.redraw();
  }
}

function row(key: string, value: string | number): Html {
  return html`<div class="answer"><dt>${t(key)}</dt><dd><span class="value">${value}</span></dd></div>`;
}

function message(one: Told | null): Html {
  return html`<li class="card"><p>${told(one?.text)}</p></li>`;
}

function standing(one: Case): Html {
  return html`<li class="card"><div><p><strong>${addressOf(one.assignment)}</strong></p><p>${stateTag(one)}</p>
    <p class="hint">${t('case.records', one.written, one.confirmed)}</p>
    ${one.receipt_at !== null && html`<p class="hint">${t('case.receipt', moment(one.receipt_at))}</p>`}</div></li>`;
}

/** The line that says how the last call went. */
export function syncLine(app: App): Html {
  const state = app.sync.state;
  const known = (code: string) => (has(`problem.${code}`) ? t(`problem.${code}`) : t('problem.other', code));
  const text = {
    idle: () => '', running: () => t('sync.running'), offline: () => t('sync.offline'),
    good: () => t('sync.good', 'confirmed' in state ? state.confirmed : 0),
    failed: () => known('code' in state ? state.code : ''),
  }[state.is]();
  const shown = {idle: '', running: 'saving', good: 'saved', offline: 'offline', failed: 'offline'}[state.is];
  return html`<p class="status sync" role="status" data-state="${shown}" data-sync="${state.is}">${text}</p>`;
}
