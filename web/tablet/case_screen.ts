import {html, type Html} from '../kit/html';
import type {App} from './app';
import {isOpen} from './appointments';
import {carryReport} from './carry';
import type {Case} from './device';
import {PictureView} from './pictures';
import {notedDistance} from './visit_position';
import {addressOf, stateTag, type Screen} from './screen';
import {has, moment, t, told} from './texts';

/** One address: what is known of it, and what can be done there. */
export class CaseScreen implements Screen {
  private pictures: PictureView | undefined;

  constructor(private readonly app: App, private readonly id: string, private readonly notice = '') {
    if (isOpen(app.device.case(id))) app.field.position.look(id);
  }

  html(): Html {
    const one = this.app.device.case(this.id);
    const locked = this.app.device.overview().locked;
    const next = one.last_visit?.visit?.next;
    return html`${this.notice !== '' && html`<p class="notice success" role="status">${this.notice}</p>`}
      <h1>${addressOf(one.assignment)}</h1>
      <p>${stateTag(one)}</p>
      ${one.returned && html`<div class="notice error"><h2>${t('case.returned')}</h2>
        <p>${told(one.returned.text)}</p></div>`}
      ${one.assignment?.note && html`<div class="note"><h2>${t('case.note')}</h2><p>${one.assignment.note}</p></div>`}
      ${next !== undefined && html`<p class="note">${t('case.next', moment(next))}</p>`}
      ${carryReport(one)}
      ${!locked && actions(one)}
      ${!locked && isOpen(one) && this.app.field.position.note(one.assignment)}
      <section><h2>${t('case.visits')}</h2>${visits(one)}</section>
      ${pictures(one)}
      <p class="hint">${t('case.records', one.written, one.confirmed)}</p>
      ${one.receipt_at !== null && html`<p class="hint">${t('case.receipt', moment(one.receipt_at))}</p>`}`;
  }

  async press(name: string): Promise<void> {
    if (name === 'position') await this.app.field.position.toggle(this.id);
  }

  drawn(): void {
    this.pictures ??= new PictureView(this.app.device.pictures, this.id);
    void this.pictures.fill(this.app.main);
  }

  leave(): void {
    this.pictures?.close();
  }

  refresh(): void {
    this.app.redraw();
  }
}

function actions(one: Case): Html | false {
  const closed = one.state === 'confirmed' || one.state === 'online' || one.state === 'withdrawn';
  const begun = one.state === 'begun' || one.state === 'waiting';
  return !closed && html`<div class="actions">
    <button class="primary" data-go="interview" data-case="${one.case}">
      ${t(begun ? 'case.goon' : 'case.begin')}</button>
    <button data-go="visit" data-case="${one.case}">${t('case.visit')}</button>
    <button data-go="door" data-case="${one.case}">${t('list.door')}</button></div>`;
}

function pictures(one: Case): Html | false {
  const all = one.pictures ?? [];
  return all.length > 0 && html`<section><h2>${t('case.pictures')}</h2>
    <p class="hint">${t('case.pictures.standing', one.pictures_taken, one.pictures_waiting)}</p>
    <ul class="pictures">${all.map(({picture, confirmed}, i) => html`<li><img class="picture" data-picture="${picture}"
      alt="${t('case.picture', i + 1)}"><p class="hint">${t(confirmed ? 'case.picture.sent' : 'case.picture.waits')}</p>
      </li>`)}</ul></section>`;
}

function visits({assignment, visit_list: list = []}: Case): Html {
  if (list.length === 0) return html`<p class="hint">${t('case.visits.none')}</p>`;
  return html`<ul class="cards">${list.map(({at, visit}) => html`<li class="card"><div>
    <p><strong>${visit && has(`visit.${visit.outcome}`) ? t(`visit.${visit.outcome}`) : ''}</strong></p>
    <p class="hint">${moment(at)}</p>
    ${[visit && notedDistance(visit, assignment), visit?.reason, visit?.note].map((text) =>
      text ? html`<p>${text}</p>` : false)}
    </div></li>`)}</ul>`;
}
