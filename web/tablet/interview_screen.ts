// The interview: the same engine and the same pages as on the respondents' site; operations become entries.
import type {Bytes} from '../kit/bytes';
import type {Operation} from '../kit/draft_store';
import type {Engine} from '../kit/engine';
import {Html} from '../kit/html';
import {locate} from '../kit/locate';
import {choosePicture} from '../kit/picture';
import {fieldsOf, focusOn, newItem, watchPresses, type StepResult, type Wanted} from '../kit/page_form';
import type {App} from './app';
import {PictureView} from './pictures';
import type {Screen} from './screen';
import {language, setLanguage, t, type Language} from './texts';

const base = '/tablet/q/';
const entryBytes = 40_000;

export class InterviewScreen implements Screen {
  private shown = '';
  private showFindings = false;
  private status = '';
  private settled = '';             // what was said before an answer was on its way
  private unkept = 0;               // steps whose answers do not survive a crash yet
  private known: Operation[] = [];  // those on the page
  private readonly engine: Engine;  // work under way when the tablet is locked ends on it
  private readonly left = new AbortController();
  private readonly asked = new Set<string>();
  private readonly pictures: PictureView;

  constructor(private readonly app: App, private readonly id: string, private address: string | undefined) {
    this.engine = app.device.engine;
    app.field.position.look(id);
    this.pictures = new PictureView(app.device.pictures, id);
    this.read();
    const pages = this.engine.ask<string[]>('pages');
    if (!address || !pages.includes(address)) this.address = this.engine.ask<{page: string}>('first').page;
    app.moved({screen: 'interview', case: id, page: this.address as string}, 'replace');
    this.render();
    this.listen(app.main);
    void this.fetchWanted();
  }

  // All answers of the case: own and others', in the office's order.
  private read(): void {
    this.known = this.app.device.operations(this.id);
    this.engine.call('open', 'null');
    this.engine.ask('apply', {operations: this.known});
  }

  html(): Html {
    return new Html(this.shown);
  }

  drawn(): void {
    const line = this.app.main.querySelector<HTMLElement>('#status');
    if (line) line.textContent = this.status;
    void this.pictures.fill(this.app.main);
  }

  /** Shows another page, as the browser's way back does. */
  async open(address: string): Promise<void> {
    await this.step('stay');
    this.address = address;
    this.showFindings = false;
    this.render();
    this.app.redraw();
    focusOn(this.app.main, 'h1');
    await this.fetchWanted();
  }

  // Only others' answers make the page anew: what was typed and is no answer yet would be gone.
  async refresh(): Promise<void> {
    if (JSON.stringify(this.app.device.operations(this.id)) === JSON.stringify(this.known)) return;
    await this.step('stay');
    if (this.left.signal.aborted) return;
    this.read();
    const pages = this.engine.ask<string[]>('pages');
    if (!pages.includes(this.address ?? '')) this.address = this.engine.ask<{page: string}>('first').page;
    this.render();
    this.app.redraw();
  }

  async turn(wanted: Language): Promise<boolean> {
    await this.step(`language:${wanted}`);
    return true;
  }

  async leave(): Promise<void> {
    this.left.abort();
    if (this.form()) await this.step('stay');
    this.pictures.close();
  }

  private form(): HTMLFormElement | null {
    return this.app.main.querySelector<HTMLFormElement>('form#page');
  }

  private request(): object {
    return {address: this.address, language: language(), base, show_findings: this.showFindings, hidden: {}};
  }

  private render(): void {
    this.shown = this.engine.call('page', JSON.stringify(this.request()));
  }

  // Reading the form and showing the new page happen without a pause in between, so that no click is lost.
  private async step(action: string): Promise<StepResult> {
    const form = this.form();
    if (!form) throw new Error('no questionnaire on this page');
    const request = {...this.request(), fields: fieldsOf(form, action), new_item: newItem()};
    const result = this.engine.ask<StepResult>('step', request);
    const moved = result.to !== this.address;
    this.address = result.to;
    this.showFindings = result.show_findings;
    this.shown = result.html;
    setLanguage(result.language);
    this.app.redraw();
    if (moved && !this.left.signal.aborted) this.app.moved({screen: 'interview', case: this.id, page: result.to});
    if (result.undone) focusOn(this.app.main, '#undone');
    else if (result.show_findings && action === 'next') focusOn(this.app.main, '#errors');
    else if (moved) focusOn(this.app.main, 'h1');
    await this.keep(result.operations);
    await this.fetchWanted();
    return result;
  }

  // What has been ticked or typed is not kept before it is said to be: the page must not claim so of what stood before.
  private async changed(released: Promise<void>): Promise<void> {
    const coming = t('interview.keeping');
    if (this.status !== coming) this.settled = this.status;
    ++this.unkept;
    this.tell(coming);
    await released.finally(() => --this.unkept);
    if (!this.left.signal.aborted) await this.step('stay');
  }

  private async keep(operations: Operation[]): Promise<void> {
    if (operations.length === 0) {
      if (this.unkept === 0 && this.status === t('interview.keeping')) this.tell(this.settled);
      return;
    }
    ++this.unkept;
    this.tell(t('interview.keeping'));
    try {
      for (const part of partsOf(operations)) await this.app.write(this.id, 'operations', part);
    } finally {
      --this.unkept;
    }
    this.known.push(...operations);
    // An answer given meanwhile is still on its way to the storage.
    if (this.unkept === 0) this.tell(t('interview.kept'));
  }

  private tell(status: string): void {
    this.status = status;
    this.drawn();
  }

  private async pressed(button: HTMLButtonElement | null): Promise<void> {
    const action = button?.value ?? 'next';
    if (action === 'submit') return this.finish();
    const {outcome} = await this.step(action);
    if (outcome === 'saved') this.app.go({screen: 'case', case: this.id});
  }

  private async finish(): Promise<void> {
    const declare = this.app.main.querySelector<HTMLInputElement>('#declare');
    if (declare && !declare.reportValidity()) return;
    await this.app.write(this.id, 'visit', {outcome: 'interview', ...this.app.field.position.payload(this.id)});
    await this.app.write(this.id, 'finish', {});
    this.app.sync.wake(0);
    this.app.go({screen: 'case', case: this.id}, 'replace', t('case.finished'));
  }

  private listen(main: HTMLElement): void {
    const {signal} = this.left;
    const released = watchPresses(signal);
    let search: ReturnType<typeof setTimeout> | undefined;
    main.addEventListener('submit', (event) => {
      event.preventDefault();
      this.app.run(() => this.pressed(event.submitter as HTMLButtonElement | null));
    }, {signal});
    main.addEventListener('change', (event) => {
      if ((event.target as HTMLElement).matches('[data-search], #declare')) return;
      const file = event.target as HTMLInputElement;
      if (file.matches('[data-picture-of]')) return void this.takePicture(file);
      this.app.run(() => this.changed(released()));
    }, {signal});
    main.addEventListener('input', (event) => {
      if (!(event.target as HTMLElement).matches('[data-search]')) return;
      clearTimeout(search);
      search = setTimeout(() => this.app.run(async () => { if (!signal.aborted) await this.step('find'); }), 200);
    }, {signal});
    main.addEventListener('click', (event) => {
      const button = (event.target as HTMLElement).closest<HTMLButtonElement>('button[data-locate]');
      if (button) locate(button, (text) => this.tell(text), () => this.app.run(() => this.step('stay').then(() => {})));
      const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('a[href]');
      const address = link?.pathname.startsWith(base) ? link.pathname.slice(base.length) : undefined;
      if (!link || address === undefined) return;
      event.preventDefault();
      this.app.run(async () => {
        await this.open(address);
        this.app.moved({screen: 'interview', case: this.id, page: address});
        if (link.hash) main.querySelector<HTMLElement>(`#${CSS.escape(link.hash.slice(1))}`)?.focus();
      });
    }, {signal});
  }

  private takePicture(file: HTMLInputElement): Promise<void> {
    const {device, sync} = this.app;
    const keep = async (bytes: Bytes) => device.addPicture(this.id, bytes).finally(() => sync.wake());
    return choosePicture(file, keep, (text) => this.tell(text),
                         () => this.app.run(async () => { if (!this.left.signal.aborted) await this.step('stay'); }));
  }

  // Long lists whose rows are not part of the form that was handed over: asked for once, kept by the service worker.
  private async fetchWanted(): Promise<void> {
    const wanted = this.engine.ask<Wanted[]>('wanted', {address: this.address});
    const came = await Promise.all(wanted.map((row) => this.fetchRows(row)));
    if (came.includes(false)) this.tell(t('interview.rows'));
    if (this.left.signal.aborted || !came.includes(true)) return;
    this.render();
    this.app.redraw();
  }

  // True: rows came; false: they could not be had.
  private async fetchRows({list, column, value}: Wanted): Promise<boolean | undefined> {
    const query = `/lists/${encodeURIComponent(list)}?${new URLSearchParams({[column]: value})}`;
    if (this.asked.has(query)) return undefined;
    const response = await fetch(query).catch(() => undefined);
    if (!response?.ok) return false;
    this.asked.add(query);
    this.engine.ask('feed', {list, rows: ((await response.json()) as {rows: unknown[]}).rows});
    return true;
  }
}

// Entries hold at most 64 KiB.
function* partsOf(operations: Operation[]): Generator<Operation[]> {
  let part: Operation[] = [], size = 0;
  for (const operation of operations) {
    const bytes = 3 * JSON.stringify(operation).length;
    if (size + bytes > entryBytes && part.length > 0) {
      yield part;
      [part, size] = [[], 0];
    }
    part.push(operation);
    size += bytes;
  }
  yield part;
}
