import {html, type Html} from '../kit/html';
import type {App} from './app';
import {isOpen} from './appointments';
import {metresBetween, placeOf, planeFrom, shownDistance} from './ground';
import {here} from './here';
import {groundOf, readBoundaries, type Building, type MapGround, type Ring} from './map_ground';
import {MapView} from './map_view';
import type {Scene} from './map_paint';
import {addressOf, stateTag, type Screen} from './screen';
import {t} from './texts';

const closeUp = 0.6;  // pixels a metre
const marks = ['todo', 'due', 'begun', 'finished', 'gone'] as const;

/** The addresses on the ground; the list is its equal for those who do not see it. */
export class MapScreen implements Screen {
  private ground: MapGround | undefined;
  private rings: Ring[] = [];
  private credit = '';
  private view: MapView | undefined;
  private chosen: Building | undefined;
  private note = '';

  constructor(private readonly app: App) {
    this.read();
    const last = app.field.last;
    this.chosen = this.ground?.buildings.find(({cases}) => cases.some((one) => one.case === last));
    void this.fetchLand();
  }

  private read(): void {
    const {cases} = this.app.device.overview();
    const route = this.app.field.plan.route(cases.filter(isOpen));
    this.ground = groundOf(cases, route, new Date());
    const id = this.chosen?.cases[0]?.case;
    this.chosen = this.ground?.buildings.find(({cases: all}) => all[0]?.case === id);
  }

  // Kept with the files of the app (offline.ts). A map without land is a map still.
  private async fetchLand(): Promise<void> {
    const {boundaries} = document.body.dataset;
    if (!boundaries || !this.ground) return;
    const text = await fetch(boundaries).then((response) => (response.ok ? response.text() : ''), () => '');
    if (text === '' || !this.ground) return;
    const land = readBoundaries(text, this.ground.origin);
    [this.rings, this.credit] = [land.rings, land.credit];
    this.app.redraw();
  }

  html(): Html {
    const {ground} = this;
    if (!ground) return html`<h1>${t('map.title')}</h1><p class="lead">${t('map.none')}</p>`;
    const on = ground.buildings.filter(({stop}) => stop > 0).length;
    return html`<h1>${t('map.title')}</h1>
      <div class="map" id="map" data-own tabindex="0" role="application" aria-label="${t('map.label', on)}"></div>
      <div class="actions map-tools"><button data-do="out" aria-label="${t('map.out')}">−</button>
        <button data-do="in" aria-label="${t('map.in')}">+</button>
        <button data-do="all">${t('map.all')}</button><button data-do="me">${t('map.me')}</button></div>
      <p class="status" role="status">${this.note}</p>
      <div class="actions map-tools"><button data-do="before">${t('map.before')}</button>
        <button data-do="after">${t('map.after')}</button></div>
      ${this.chosen && this.panel(this.chosen)}
      <ul class="legend">${marks.map((mark) => html`<li>
        <span class="mark" data-mark="${mark}" aria-hidden="true"></span>${t(`map.${mark}`)}</li>`)}</ul>
      ${ground.unplaced > 0 && html`<p class="hint">${t('map.unplaced', ground.unplaced)}</p>`}
      <p class="hint">${t('map.honest')}${this.credit !== '' && html` ${t('map.credit', this.credit)}`}</p>`;
  }

  private panel({cases, stop}: Building): Html {
    const [first] = cases;
    const place = placeOf(first?.assignment ?? null);
    const {me} = this.app.field;
    const assignment = first?.assignment ?? null;
    const house = {...assignment, address: {...assignment?.address, flat: ''}};
    return html`<section class="card building" aria-live="polite"><h2>${addressOf(house)}</h2>
      <p class="hint">${stop > 0 && t('list.stop', stop)}
        ${me && place && html` ${t('map.away', shownDistance(metresBetween(me, place)))}`}</p>
      <ul class="cards rows">${cases.map((one) => html`<li><button class="case" data-go="case" data-case="${one.case}">
        <span class="address">${flatOf(one.assignment?.address?.flat)}</span> ${stateTag(one)}</button></li>`)}</ul>
      </section>`;
  }

  drawn(): void {
    const host = document.getElementById('map');
    if (!host || !this.ground) return;
    if (this.view) return this.view.renew(this.scene(this.ground));
    this.view = new MapView(host, this.scene(this.ground), (building) => this.choose(building));
    if (this.chosen) this.view.goTo(this.chosen, closeUp);
  }

  private scene(ground: MapGround): Scene {
    const {me} = this.app.field;
    return {ground, rings: this.rings, chosen: this.chosen,
      me: me && {...planeFrom(ground.origin)(me), accuracy: me.accuracy}};
  }

  private choose(building: Building): void {
    this.chosen = building;
    this.app.redraw();
  }

  async press(name: string): Promise<void> {
    if (name === 'in') this.view?.zoom(1.6);
    if (name === 'out') this.view?.zoom(1 / 1.6);
    if (name === 'all') this.view?.showAll();
    if (name === 'before') this.step(-1);
    if (name === 'after') this.step(1);
    if (name === 'me') await this.findMe();
  }

  // From building to building along the route, also without eyes or mouse.
  private step(by: number): void {
    const way = (this.ground?.buildings ?? []).filter(({stop}) => stop > 0).sort((a, b) => a.stop - b.stop);
    const at = this.chosen ? way.indexOf(this.chosen) : -1;
    const next = way[at < 0 ? 0 : Math.min(way.length - 1, Math.max(0, at + by))];
    if (!next) return;
    this.choose(next);
    this.view?.goTo(next, closeUp);
  }

  private async findMe(): Promise<void> {
    this.note = t('position.asking');
    this.app.redraw();
    const found = await here();
    if (!this.view) return;
    this.note = typeof found === 'string' ? t(`position.${found}`) : t('position.found', Math.ceil(found.accuracy));
    if (typeof found !== 'string') this.app.field.me = found;
    this.app.redraw();
    if (typeof found !== 'string' && this.ground) this.view.goTo(planeFrom(this.ground.origin)(found), closeUp);
  }

  refresh(): void {
    this.read();
    this.app.redraw();
  }

  leave(): void {
    this.view?.close();
    this.view = undefined;
  }
}

function flatOf(flat: string | undefined): string {
  return flat ? t('case.flat', flat) : t('map.house');
}
