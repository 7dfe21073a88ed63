// The app around its screens: frame, way from screen to screen, lock.
import {html, type Html} from '../kit/html';
import {Engine, EngineError} from '../kit/engine';
import {morph} from '../kit/morph';
import {focusOn} from '../kit/page_form';
import {Care} from './care';
import {carryDrafts} from './carry';
import {CaseScreen} from './case_screen';
import {Device, NotKept, type EntryKind} from './device';
import {DoorScreen} from './door_screen';
import {EnrolScreen} from './enrol_screen';
import {FieldWork} from './field_work';
import {formText, keepForms} from './forms';
import {drawFrame, type FrameState} from './frame';
import {IdleWatch} from './idle';
import {InterviewScreen} from './interview_screen';
import {BrokenJournal} from './journal';
import {ListScreen} from './list_screen';
import {LockedScreen} from './locked_screen';
import {MapScreen} from './map_screen';
import {keepFiles, newerIsReady} from './offline';
import {keepRelease} from './release';
import {isFull} from './reserve';
import type {Place, Screen} from './screen';
import type {Storage} from './storage';
import {Refused} from './server';
import {Synchroniser} from './synchroniser';
import {language, setLanguage, t, type Language} from './texts';
import {UnlockScreen} from './unlock_screen';
import {VisitScreen} from './visit_screen';
import {UsbScreen} from './usb_screen';
import {sealedRow, type Vault} from './vault';
import {WorkScreen} from './work_screen';

const filesEvery = 30 * 60_000;
const lockedWait = 1_000;

interface Unlocked {
  device: Device;
  sync: Synchroniser;
  field: FieldWork;
  idle: IdleWatch;
  closing: boolean;
}

export class App {
  readonly care = new Care(() => this.drawBars());
  readonly main: HTMLElement;
  private screen: Screen = {html: () => html`<p class="status">${t('tablet.starting')}</p>`};
  private place: Place = {screen: 'list'};
  private open: Unlocked | undefined;
  private engine: Promise<Engine> | undefined;
  private form = '';  // the questionnaire the engine has loaded
  private formReady: Promise<void> | undefined;
  private nextForm: string | undefined;  // waits until no interview is open
  private filesAt = Date.now();
  private photosLeft: number | undefined;  // of a locked tablet, at the last call

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
    this.run(() => this.care.start());
    if (await this.storage.vault()) return this.ask();
    const engine = await Engine.start(this.hrefs.engine);
    this.show(new EnrolScreen(this.storage, engine, () => this.redraw(), (vault) => this.unlock(vault)));
  }

  // The engine of the next time is made while the PIN is typed.
  private async ask(notice = ''): Promise<void> {
    this.engine = Engine.start(this.hrefs.engine);
    this.engine.catch(() => undefined);  // told when it is needed
    const row = await this.storage.vault();
    if (row) this.show(new UnlockScreen(this.storage, () => this.redraw(), (vault) => this.unlock(vault),
                                        (told) => void this.ask(told), row, notice));
  }

  private async unlock(vault: Vault): Promise<void> {
    const engine = await (this.engine ?? Engine.start(this.hrefs.engine));
    [this.engine, this.form, this.formReady] = [undefined, '', undefined];
    const device = await Device.restore(engine, this.storage, vault);
    const sync = new Synchroniser(device, () => this.synchronised(), async () => this.screen.refresh?.(),
                                  (error) => void this.lock(notKept(error)));
    const field = new FieldWork(device, this.storage);
    this.open = {device, sync, field, idle: new IdleWatch(() => void this.lock()), closing: false};
    this.go((history.state as Place | null) ?? {screen: 'list'}, 'replace');
    sync.wake(0);
  }

  /** The questionnaire is large, and the list of addresses does without it: it is loaded when it is first needed. */
  needForm(): Promise<void> {
    const {device} = this;
    const ready = async (): Promise<void> => {
      await this.loadForm(device);
      if (!device.overview().locked) await carryDrafts(device, this.form);
    };
    this.formReady ??= ready();
    return this.formReady;
  }

  // The questionnaire the office told of last; without it, or where this version of the app cannot read it, the one the
  // app came with.
  private async loadForm(device: Device): Promise<void> {
    const wanted = device.overview().form?.href;
    for (const href of wanted ? [wanted, this.hrefs.form] : [this.hrefs.form]) {
      try {
        device.engine.call('load', await formText(href));
        this.form = href;
        return;
      } catch (error) {
        const passed = error instanceof TypeError || error instanceof EngineError || isFull(error);
        if (href === this.hrefs.form || !passed) throw error;
      }
    }
  }

  /** Keys and answers leave the memory; what was typed is kept first. */
  async lock(notice = ''): Promise<void> {
    const open = this.open;
    if (!open || open.closing) return;
    open.closing = true;
    open.sync.stop();
    open.idle.stop();
    await Promise.resolve(this.screen.leave?.()).catch(() => undefined);
    await open.device.close().catch(() => undefined);
    this.open = undefined;
    if (newerIsReady()) return location.reload();
    this.nextForm = undefined;
    this.main.replaceChildren();
    await this.ask(notice);
  }

  // The PIN alone opens it no more, where the office gave a code before.
  private async seal(notice: string): Promise<void> {
    await this.storage.changeVault(sealedRow);
    await this.lock(notice);
  }

  private synchronised(): void {
    this.screen.state?.();
    const state = this.open?.sync.state;
    if (state?.is === 'failed' && state.code === 'device.revoked')
      return this.run(() => this.seal(t('problem.device.revoked')));
    if (state?.is === 'good') this.run(() => this.settle());
  }

  /** An answer of the centre came on a carrier. */
  async answered(): Promise<void> {
    if (this.open) await this.settle();
  }

  // After every call that went well.
  private async settle(): Promise<void> {
    if (!this.open || this.open.closing) return;
    const {device, sync} = this.open;
    if (device.overview().locked) return this.obeyLock(device, sync);
    if (this.screen instanceof LockedScreen) this.go({screen: 'list'}, 'replace');
    await keepRelease(this.storage, device).catch(unlessAway);
    await this.takeForm(device.overview().form?.href);
    await device.tidy().catch(unlessFull);
    await this.care.look();
    if (Date.now() - this.filesAt < filesEvery) return;
    this.filesAt = Date.now();
    await keepFiles().catch(unlessAway);
    this.drawBars();
  }

  // The office has locked the tablet: the work is put away and handed in; when all of it is confirmed the keys go.
  private async obeyLock(device: Device, sync: Synchroniser): Promise<void> {
    if (!(this.screen instanceof LockedScreen)) {
      await device.lastWords(async () => this.screen.leave?.());
      this.moved({screen: 'list'}, 'replace');
      this.show(new LockedScreen(this));
    }
    const {written, confirmed, cases} = device.overview();
    const photos = cases.reduce((sum, one) => sum + one.pictures_waiting, 0);
    // A photo that is lost is waited for once: the next call would ask for it again.
    const handedIn = written === confirmed && (photos === 0 || photos === this.photosLeft);
    this.photosLeft = photos;
    if (handedIn) return this.seal(t('locked.sealed'));
    sync.wake(lockedWait);
  }

  private async takeForm(href: string | undefined): Promise<void> {
    if (!href || href === this.form) return;
    const came = await formText(href).then(() => true, (error: unknown) => unlessAway(error));
    if (!came || !this.open || !this.formReady) return;
    await this.formReady;
    if (href === this.form) return;
    this.nextForm = href;
    if (this.screen instanceof InterviewScreen) return this.drawBars();
    await this.useForm();
    await this.screen.refresh?.();
  }

  // No interview is open: its page and the form belong together.
  private async useForm(): Promise<void> {
    const href = this.nextForm;
    this.nextForm = undefined;
    if (!href || !this.open) return;
    const {device} = this.open;
    try {
      device.engine.call('load', await formText(href));
      this.form = href;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      device.engine.call('load', await formText(this.form));  // for a later version of the app
    }
    await carryDrafts(device, this.form);
    const drafts = device.overview().cases.map((one) => one.form?.form ?? '');
    await keepForms([this.form, this.hrefs.form, ...drafts]);
  }

  // The interviewer agrees that the new version is taken into use now.
  private async renew(): Promise<void> {
    const {place} = this;
    if (!this.nextForm) return this.lock();
    this.go(place.case ? {screen: 'case', case: place.case} : {screen: 'list'}, 'replace');
  }

  /** An entry of the case, for good when this resolves. */
  async write(caseId: string, kind: EntryKind, payload: unknown): Promise<void> {
    const {device, sync} = this;
    const {form, form_said: said} = device.case(caseId);
    if ((kind === 'operations' || kind === 'finish') && (!said || form?.form !== this.form))
      await device.write(caseId, 'form', {form: this.form});
    await device.write(caseId, kind, payload);
    sync.wake();
  }

  go(place: Place, how: 'push' | 'replace' | 'none' = 'push', notice = ''): void {
    const before = this.screen;
    this.run(async () => {
      await before.leave?.();
      if (!this.open) return;
      if (this.nextForm) await this.useForm();
      if (place.screen === 'interview' || place.screen === 'door') await this.needForm();
      if (!this.open) return;
      this.moved(place, how);
      if (place.screen === 'interview' && !(await this.mayGoOn(place.case))) return this.show(noticeScreen('full'));
      // A household that the office gave back may have been finished under an earlier form.
      if (place.screen === 'interview') await carryDrafts(this.device, this.form);
      this.show(this.screenOf(place, notice));
    });
  }

  /** The session history follows; the address never changes. */
  moved(place: Place, how: 'push' | 'replace' | 'none' = 'push'): void {
    this.place = place;
    if (how === 'push') history.pushState(place, '');
    if (how === 'replace') history.replaceState(place, '');
  }

  // An interview is not begun where what is written may find no room; one that was begun goes on.
  private async mayGoOn(caseId: string | undefined): Promise<boolean> {
    if (caseId && this.device.case(caseId).state !== 'to_visit') return true;
    return this.care.mayBegin();
  }

  private screenOf(place: Place, notice: string): Screen {
    const id = place.case;
    if (place.screen === 'usb') return new UsbScreen(this);
    if (this.device.overview().locked) return new LockedScreen(this);
    if (id) this.field.last = id;
    if (place.screen === 'map') return new MapScreen(this);
    if (place.screen === 'door') return new DoorScreen(this, id);
    if (place.screen === 'work') return new WorkScreen(this);
    if (id && place.screen === 'case') {
      requestIdleCallback(() => this.open && void this.needForm().catch(() => undefined));
      return new CaseScreen(this, id, notice);
    }
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

  /** What stands around the screen, which stays as it is. */
  drawBars(): void {
    drawFrame(this.frameState());
  }

  private frameState(): FrameState {
    const open = this.open !== undefined;
    const renew = open && (this.nextForm !== undefined || newerIsReady());
    return {back: open && this.place.screen !== 'list', lock: open, warnings: this.care.warnings(), renew};
  }

  /** Runs what a press asks for; a tablet whose storage fails locks itself. */
  run(work: () => Promise<void>): void {
    work().catch((error: unknown) => this.fail(error));
  }

  private fail(error: unknown): void {
    if (error instanceof NotKept) return void this.lock(notKept(error));
    console.error(error);
    const code = error instanceof BrokenJournal ? error.message : '';
    this.open?.sync.stop();
    this.open?.idle.stop();
    this.open = undefined;
    this.show(noticeScreen('broken', code === '' ? undefined : t('broken.code', code)));
  }

  /** Another window holds the tablet. */
  refuseSecond(): void {
    this.show(noticeScreen('elsewhere'));
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
    const deeper = id !== undefined && screen !== 'case';
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
    if (deed === 'renew') return this.run(() => this.renew());
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

function noticeScreen(name: string, more?: string): Screen {
  const body = (): Html => html`<h1>${t(`${name}.title`)}</h1><p class="lead">${t(`${name}.lead`)}</p>
    ${more !== undefined && html`<p class="hint">${more}</p>`}`;
  return {html: body};
}

// Said at once: what was not kept is never shown as kept.
function notKept(error: NotKept): string {
  return t(error.full ? 'care.full.lost' : 'care.lost');
}

// Tidied after another call.
function unlessFull(error: unknown): void {
  if (!isFull(error)) throw error;
}

// Without network, or refused for now: tried again after the next call.
function unlessAway(error: unknown): false {
  if (error instanceof TypeError || error instanceof Refused || isFull(error)) return false;
  throw error;
}
