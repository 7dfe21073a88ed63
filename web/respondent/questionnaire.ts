// A questionnaire page that answers at once: what the server would do with a posted page is done here by the same code
// in WebAssembly, and the operations travel in the background.
import type {Engine} from '../kit/engine';
import type {CaseRecord, DraftStore, Operation} from '../kit/draft_store';
import {morph} from '../kit/morph';
import type {Outbox, SaveState} from '../kit/outbox';
import {fieldsOf, focusOn, newItem, type StepResult, type Wanted} from '../kit/page_form';
import {fetchRows} from './server';

const frameParts = ['a.skip', 'header.site', 'p.demo', 'footer.site'];

/** This device could not keep an answer: what the page shows is no longer true. */
export class NotKept extends Error {}

export class Questionnaire {
  private address: string;
  private language: string;
  private showFindings = false;
  private outbox!: Outbox;
  private lastState: SaveState = 'saved';
  private readonly asked = new Set<string>();
  private readonly tabs: BroadcastChannel;

  constructor(
    private readonly engine: Engine,
    private readonly store: DraftStore,
    private readonly record: CaseRecord,
    private readonly main: HTMLElement,
  ) {
    this.language = document.documentElement.lang;
    this.address = this.form().dataset['page'] ?? '';
    this.tabs = new BroadcastChannel(`sanaq-${record.case}`);
    this.tabs.onmessage = (event: MessageEvent<Operation[]>) => this.takeIn(event.data);
  }

  attach(outbox: Outbox): void {
    this.outbox = outbox;
  }

  form(): HTMLFormElement {
    const form = this.main.querySelector<HTMLFormElement>('form#page');
    if (!form) throw new Error('no questionnaire on this page');
    return form;
  }

  /**
   * Does with the page what a button would do; returns what came of it. Reading the form and showing the new page
   * happen without a pause in between: a click that falls into a pause would be painted over and lost.
   */
  async step(action: string): Promise<StepResult> {
    const request = {...this.request(), fields: fieldsOf(this.form(), action), new_item: newItem()};
    const result = this.engine.ask<StepResult>('step', request);
    const moved = result.to !== this.address;
    const turned = result.language !== this.language;
    const stopped = result.show_findings && action === 'next';
    this.address = result.to;
    this.language = result.language;
    this.showFindings = result.show_findings;
    this.show(result.html);
    if (moved || turned) {
      const path = `/${this.language}/q/${this.address}`;
      if (moved) history.pushState({address: this.address}, '', path);
      else history.replaceState({address: this.address}, '', path);
    }
    if (result.undone) focusOn(this.main, '#undone');
    else if (stopped) focusOn(this.main, '#errors');
    else if (moved) focusOn(this.main, 'h1');
    await this.keep(result.operations);
    if (turned) void this.turnLanguage();
    await this.fetchWanted();
    return result;
  }

  private async keep(operations: Operation[]): Promise<void> {
    if (operations.length === 0) return;
    this.tell('saving');
    const answers = this.engine.call('answers', '{"scope":"everything"}');
    await this.store.append(this.record.case, operations, answers).catch((error) => {
      throw new NotKept(String(error));
    });
    this.tabs.postMessage(operations);
    this.outbox.wake();
  }

  /** Shows a page of this questionnaire without changing anything. */
  async open(address: string, push: boolean): Promise<void> {
    this.address = address;
    this.showFindings = false;
    this.redraw();
    if (push) history.pushState({address}, '', `/${this.language}/q/${address}`);
    focusOn(this.main, 'h1');
    await this.fetchWanted();
  }

  redraw(): void {
    this.show(this.engine.call('page', JSON.stringify(this.request())));
  }

  /** Answers given elsewhere meanwhile: another device, another tab. */
  takeIn(operations: Operation[]): void {
    this.engine.ask('apply', {operations});
    this.redraw();
  }

  tell(state: SaveState): void {
    this.lastState = state;
    const line = this.main.querySelector<HTMLElement>('#status');
    const text = line?.dataset[state] ?? '';
    if (!line || line.textContent === text) return;
    line.textContent = text;
    line.dataset['state'] = state;
  }

  /** Rows of a long list that begin with the words looked for, when they are not on this device yet. */
  async search(input: HTMLInputElement): Promise<void> {
    const list = input.dataset['list'];
    const words = input.value.trim();
    if (list && words.length >= 2) await this.fetchOnce({list, column: 'search', value: words});
    await this.step('find');
  }

  private request(): object {
    return {
      address: this.address, language: this.language, show_findings: this.showFindings, hidden: this.hidden(),
      submit_action: `/${this.language}/submit`, pictures: '/q/pictures/',
    };
  }

  // The server's own hidden fields travel on, so that a plain post works at any moment.
  private hidden(): Record<string, string> {
    const out: Record<string, string> = {};
    for (const input of this.form().querySelectorAll<HTMLInputElement>('input[type=hidden]'))
      if (input.name !== 'shown' && input.name !== 'language') out[input.name] = input.value;
    return out;
  }

  private show(html: string): void {
    morph(this.main, html);
    document.title = this.form().dataset['title'] ?? document.title;
    this.tell(this.lastState);
  }

  // The frame around the page belongs to the server: it is fetched in the new language; without network it stays.
  private async turnLanguage(): Promise<void> {
    document.documentElement.lang = this.language;
    this.tell(this.lastState);
    const response = await fetch(location.pathname).catch(() => undefined);
    if (!response?.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const part of frameParts) {
      const here = document.querySelector(part), there = fresh.querySelector(part);
      if (here && there) here.replaceWith(document.adoptNode(there));
    }
  }

  private async fetchWanted(): Promise<void> {
    const wanted = this.engine.ask<Wanted[]>('wanted', {address: this.address});
    const fresh = await Promise.all(wanted.map((row) => this.fetchOnce(row)));
    if (fresh.some((came) => came)) this.redraw();
  }

  private async fetchOnce(row: Wanted): Promise<boolean> {
    const key = `${row.list}|${row.column}|${row.value}`;
    if (this.asked.has(key)) return false;
    try {
      this.engine.ask('feed', await fetchRows(row.list, row.column, row.value));
      this.asked.add(key);
      return true;
    } catch {
      return false;  // without network the rows at hand must do; the next page asks again
    }
  }
}
