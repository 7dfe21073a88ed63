// The app around its screens: frame, way from screen to screen, lock.
import {html, type Html} from '../kit/html';
import {Engine} from '../kit/engine';
import {morph} from '../kit/morph';
import {focusOn} from '../kit/page_form';
import {CaseScreen} from './case_screen';
import {Device, NotKept} from './device';
import {EnrolScreen} from './enrol_screen';
import {FieldWork} from './field_work';
import {drawFrame} from './frame';
import {IdleWatch} from './idle';
import {InterviewScreen} from './interview_screen';
import {BrokenJournal} from './journal';
import {ListScreen} from './list_screen';
import {MapScreen} from './map_screen';
import {newerIsReady} from './offline';
import type {Place, Screen} from './screen';
import type {Storage} from './storage';
import {Synchroniser} from './synchroniser';
import {language, setLanguage, t, type Language} from './texts';
import {UnlockScreen} from './unlock_screen';
import {VisitScreen} from './visit_screen';
import type {Vault} from './vault';
import {WorkScreen} from './work_screen';

interface Unlocked {
  device: Device;
  sync: Synchroniser;
  field: FieldWork;
  idle: IdleWatch;
  closing: boolean;
}

export class App {
  readonly main: HTMLElement;
  private screen: Screen = {html: () => html`<p class="status">${t('tablet.starting')}</p>`};
  private place: Place = {screen: 'list'};
  private open: Unlocked | undefined;

  constructor(private readonly storage: Storage, private readonly hrefs: {engine: string; form: string}) {
    this.main = drawFrame(this.frameState());
    this.listen();
    this.redraw();
  }

  get device(): Device {
    if (!this.open) throw new Error('locked');
    return this.open.device;
  }

  get sync(): Synchroniser {
    if (!this.open) throw new Error('locked');
    return this.open.sync;
  }

  get field(): FieldWork {
    if (!this.open) throw new Error('locked');
    return this.open.field;
  }

  async start(): Promise<void> {
    if (await this.storage.vault()) return this.ask();
    const engine = await Engine.start(this.hrefs.engine);
    this.show(new EnrolScreen(this.storage, engine, () => this.redraw(), (vault) => this.unlock(vault)));
  }

  private ask(): void {
    this.show(new UnlockScreen(this.storage, () => this.redraw(), (vault) => this.unlock(vault)));
  }

  private async unlock(vault: Vault): Promise<void> {
    const [engine, form] = await Promise.all([
      Engine.start(this.hrefs.engine), fetch(this.hrefs.form).then((response) => response.text()),
    ]);
    engine.call('load', form);
    const device = await Device.restore(engine, this.storage, vault);
    const sync = new Synchroniser(device, () => this.screen.state?.(), async () => this.screen.refresh?.(),
                                  () => void this.lock());
    const field = new FieldWork(device, this.storage);
    this.open = {device, sync, field, idle: new IdleWatch(() => void this.lock()), closing: false};
    this.go((history.state as Place | null) ?? {screen: 'list'}, 'replace');
    sync.wake(0);
  }

  /** Keys and answers leave the memory; what was typed is kept first. */
  async lock(): Promise<void> {
    const open = this.open;
    if (!open || open.closing) return;
    open.closing = true;
    open.sync.stop();
    open.idle.stop();
    await Promise.resolve(this.screen.leave?.()).catch(() => undefined);
    await open.device.close().catch(() => undefined);
    this.open = undefined;
    if (newerIsReady()) return location.reload();
    this.main.replaceChildren();
    this.ask();
  }

  /** An entry of the case, for good when this resolves. */
  async write(caseId: string, kind: 'operations' | 'visit' | 'finish', payload: unknown): Promise<void> {
    const {device, sync} = this;
    await device.write(caseId, kind, payload);
    sync.wake();
  }

  go(place: Place, how: 'push' | 'replace' | 'none' = 'push', notice = ''): void {
    const before = this.screen;
    this.run(async () => {
      await before.leave?.();
      if (!this.open) return;
      this.moved(place, how);
      this.show(this.screenOf(place, notice));
    });
  }

  /** The session history follows; the address never changes. */
  moved(place: Place, how: 'push' | 'replace' | 'none' = 'push'): void {
    this.place = place;
    if (how === 'push') history.pushState(place, '');
    if (how === 'replace') history.replaceState(place, '');
  }

  private screenOf(place: Place, notice: string): Screen {
    const id = place.case;
    if (id) this.field.last = id;
    if (place.screen === 'map') return new MapScreen(this);
    if (place.screen === 'work') return new WorkScreen(this);
    if (id && place.screen === 'case') return new CaseScreen(this, id, notice);
    if (id && place.screen === 'visit') return new VisitScreen(this, id);
    if (id && place.screen === 'interview') return new InterviewScreen(this, id, place.page);
    return new ListScreen(this);
  }

  private show(screen: Screen): void {
    this.screen = screen;
    this.main.replaceChildren();
    this.redraw();
    focusOn(this.main, 'h1');
  }

  redraw(): void {
    drawFrame(this.frameState());
    morph(this.main, this.screen.html().text);
    this.screen.drawn?.();
    const heading = this.main.querySelector('h1')?.textContent;
    document.title = heading ? `${heading} — ${t('tablet.title')}` : t('tablet.title');
  }

  private frameState(): {back: boolean; lock: boolean} {
    return {back: this.open !== undefined && this.place.screen !== 'list', lock: this.open !== undefined};
  }

  /** Runs what a press asks for; a tablet whose storage fails locks itself. */
  run(work: () => Promise<void>): void {
    work().catch((error: unknown) => this.fail(error));
  }

  private fail(error: unknown): void {
    if (error instanceof NotKept) return void this.lock();
    console.error(error);
    const code = error instanceof BrokenJournal ? error.message : '';
    this.open?.sync.stop();
    this.open?.idle.stop();
    this.open = undefined;
    this.show(notice('broken', code === '' ? undefined : t('broken.code', code)));
  }

  /** Another window holds the tablet. */
  refuseSecond(): void {
    this.show(notice('elsewhere'));
  }

  private async turn(wanted: Language): Promise<void> {
    await this.storage.setPlain('language', wanted);
    if (!(await this.screen.turn?.(wanted))) {
      setLanguage(wanted);
      this.redraw();
    }
  }

  private back(): void {
    const {screen, case: id} = this.place;
    const deeper = id !== undefined && (screen === 'interview' || screen === 'visit');
    this.go(deeper ? {screen: 'case', case: id} : {screen: 'list'});
  }

  private listen(): void {
    document.addEventListener('click', (event) => this.clicked(event));
    this.main.addEventListener('submit', (event) => {
      if (!this.screen.send) return;
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      this.run(async () => this.screen.send?.(data));
    });
    window.addEventListener('popstate', (event) => {
      const place = event.state as Place | null;
      if (!this.open || !place) return;
      const {screen} = this;
      const page = place.case === this.place.case && place.screen === 'interview' ? place.page : undefined;
      if (!page || !(screen instanceof InterviewScreen)) return this.go(place, 'none');
      this.moved(place, 'none');
      this.run(() => screen.open(page));
    });
  }

  private clicked(event: MouseEvent): void {
    const pressed = '[data-go], [data-do], [data-language], a[href^="#"]';
    const target = (event.target as HTMLElement).closest<HTMLElement>(pressed);
    if (!target) return;
    const {go, do: deed, language: wanted, case: id} = target.dataset;
    event.preventDefault();
    if (wanted) return wanted === language() ? undefined : this.run(() => this.turn(wanted as Language));
    if (go) return this.go({screen: go as Place['screen'], ...(id ? {case: id} : {})});
    if (deed === 'lock') return this.run(() => this.lock());
    if (deed === 'back') return this.back();
    if (deed) return this.run(async () => this.screen.press?.(deed));
    focusField(decodeURIComponent(target.getAttribute('href')?.slice(1) ?? ''));
  }
}

// An error leads to its field, or to the first control of a group.
function focusField(id: string): void {
  const field = document.getElementById(id);
  const inside = field?.querySelector<HTMLElement>('input, select, textarea');
  (field?.matches('input, select, textarea, [tabindex]') ? field : inside)?.focus();
  field?.scrollIntoView({block: 'nearest'});
}

function notice(name: string, more?: string): Screen {
  const body = (): Html => html`<h1>${t(`${name}.title`)}</h1><p class="lead">${t(`${name}.lead`)}</p>
    ${more !== undefined && html`<p class="hint">${more}</p>`}`;
  return {html: body};
}
