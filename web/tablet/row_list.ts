// Long lists of cases: the first rows are there at once, the others follow while nothing else is to be done. All of
// them are in the document, for search, keyboard and screen readers; the browser lays out those in sight (sanaq.css).
import {html, type Html} from '../kit/html';
import type {Case} from './device';
import {t} from './texts';

const firstRows = 40;
const moreRows = 60;

interface Section {
  name: string;
  cases: Case[];
}

export class RowList {
  private shown = firstRows;
  private rest: Section[] = [];  // those that are not all there, in order
  private row: (one: Case) => Html = () => html``;
  private waiting = false;

  constructor(private readonly id: string) {}

  /** Another choice of rows: begin with the first ones again. */
  startOver(): void {
    this.shown = firstRows;
  }

  html(sections: Section[], row: (one: Case) => Html): Html {
    let room = this.shown;
    this.rest = [];
    this.row = row;
    const parts = sections.map(({name, cases}) => {
      const part = cases.slice(0, room);
      if (part.length < cases.length) this.rest.push({name, cases});
      room -= part.length;
      return html`<section><h2>${t(`list.${name}`, cases.length)}</h2>
        ${cases.length === 0 && html`<p class="hint">${t('list.none')}</p>`}
        <ul class="cards rows" id="${this.id}-${name}">${part.map((one) => item(one, row))}</ul></section>`;
    });
    return html`${parts}`;
  }

  /** Adds rows until all are there. */
  fill(signal: AbortSignal): void {
    if (this.waiting || this.rest.length === 0) return;
    this.waiting = true;
    requestIdleCallback(() => {
      this.waiting = false;
      if (!signal.aborted) this.add();
      if (!signal.aborted) this.fill(signal);
    }, {timeout: 500});
  }

  private add(): void {
    const [first] = this.rest;
    const list = first && document.getElementById(`${this.id}-${first.name}`);
    if (!first || !list) return;
    const from = list.children.length;
    const part = first.cases.slice(from, from + moreRows);
    list.insertAdjacentHTML('beforeend', html`${part.map((one) => item(one, this.row))}`.text);
    this.shown += part.length;
    if (from + part.length >= first.cases.length) this.rest.shift();
  }
}

const item = (one: Case, row: (one: Case) => Html): Html => html`<li>${row(one)}</li>`;
