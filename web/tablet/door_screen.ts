// At a door: is the certificate genuine, and did this household take part? A certificate is checked without network by
// the office's signature; a member's code, an IIN or an address are asked of the centre, which says yes, no or outside.
import {html, type Html} from '../kit/html';
import {EngineError} from '../kit/engine';
import type {App} from './app';
import type {Slip} from './device';
import {canScan, Scanner} from './scanner';
import {addressOf, field, type Screen} from './screen';
import {Refused} from './server';
import {language, moment, t, told} from './texts';

type Verdict = {good: boolean | undefined; title: string; lines: string[]};

const codeMost = 20;  // a member's code is shorter, the text of a certificate longer
const parts = ['street', 'house', 'building', 'flat'] as const;

export class DoorScreen implements Screen {
  private verdict: Verdict | undefined;
  private scanner: Scanner | undefined;
  private waiting = false;

  /** id: of a case whose address is to stand in the form. */
  constructor(private readonly app: App, private readonly id?: string) {}

  html(): Html {
    return html`<h1>${t('door.title')}</h1><p class="lead">${t('door.lead')}</p>
      ${this.shown()}
      <form novalidate><input type="hidden" name="way" value="code"><h2>${t('door.code')}</h2>
      ${field('code', t('door.code.label'), html`<input id="code" name="code" autocomplete="off" spellcheck="false"
        maxlength="600" aria-describedby="code-hint">`, t('door.code.hint'))}
      ${this.scanner && html`<video id="camera" muted playsinline aria-label="${t('door.camera')}"></video>`}
      <div class="actions"><button class="primary">${t('door.check')}</button>
      ${canScan() && html`<button type="button" data-do="${this.scanner ? 'stop' : 'scan'}">
        ${t(this.scanner ? 'door.stop' : 'door.scan')}</button>`}</div></form>
      <form novalidate><input type="hidden" name="way" value="iin"><h2>${t('door.iin')}</h2>
      ${field('iin', t('door.iin.label'), html`<input id="iin" name="iin" class="short" inputmode="numeric"
        autocomplete="off" maxlength="12" aria-describedby="iin-hint">`, t('door.iin.hint'))}
      <div class="actions"><button>${t('door.ask')}</button></div></form>
      ${this.addressForm()}`;
  }

  private addressForm(): Html | false {
    const places = this.settlements();
    const asked = this.id === undefined ? undefined : this.app.device.case(this.id).assignment?.address;
    return places.size > 0 && html`<form novalidate><input type="hidden" name="way" value="address">
      <h2>${t('door.address')}</h2>
      ${field('territory', t('door.territory'), html`<select id="territory" name="territory">
        ${[...places].map(([code, name]) => html`<option value="${code}"
          ${code === asked?.territory && html`selected`}>${name}</option>`)}</select>`)}
      ${parts.map((name) => field(name, t(`door.${name}`), html`<input id="${name}" name="${name}" autocomplete="off"
        maxlength="120" value="${asked?.[name]}">`))}
      <div class="actions"><button>${t('door.ask')}</button></div></form>`;
  }

  private shown(): Html {
    const {verdict} = this;
    const kind = verdict?.good === undefined ? 'note' : verdict.good ? 'result good' : 'result bad';
    return html`<div role="status" id="verdict" tabindex="-1">${this.waiting && html`<p>${t('door.waiting')}</p>`}
      ${verdict && html`<section class="${kind}"><h2>${verdict.title}</h2>
        ${verdict.lines.map((line) => html`<p>${line}</p>`)}</section>`}</div>`;
  }

  // Settlements of the tablet's addresses.
  private settlements(): Map<string, string> {
    const found = new Map<string, string>();
    for (const {assignment} of this.app.device.overview().cases) {
      const address = assignment?.address;
      if (address?.territory) found.set(address.territory, told(address.settlement) || address.territory);
    }
    return found;
  }

  async press(name: string): Promise<void> {
    if (name === 'stop') return this.stopCamera();
    this.scanner = new Scanner();
    this.app.redraw();
    const video = document.querySelector<HTMLVideoElement>('#camera');
    const {scanner} = this;
    try {
      const text = video ? await scanner.scan(video) : undefined;
      if (this.scanner !== scanner) return;
      this.stopCamera();
      if (text !== undefined) await this.check(text);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.stopCamera();
      this.say({good: undefined, title: t('door.nocamera'), lines: [t('door.nocamera.text')]});
    }
  }

  private stopCamera(): void {
    this.scanner?.stop();
    this.scanner = undefined;
    this.app.redraw();
  }

  leave(): void {
    this.scanner?.stop();
    this.scanner = undefined;
  }

  async send(data: FormData): Promise<void> {
    if (this.waiting) return;
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const way = text('way');
    if (way === 'code' && text('code') !== '') return this.check(text('code'));
    const iin = text('iin');
    if (way === 'iin') return /^\d{12}$/.test(iin) ? this.ask({iin}) : this.missing('door.iin.hint');
    if (way === 'address' && text('house') !== '') {
      const address = Object.fromEntries(['territory', ...parts].map((name) => [name, text(name)]));
      return this.ask({address});
    }
    this.missing(way === 'address' ? 'door.house.needed' : 'door.code.hint');
  }

  private missing(key: string): void {
    this.say({good: undefined, title: t('door.more'), lines: [t(key)]});
  }

  private async check(text: string): Promise<void> {
    if (text.length <= codeMost) return this.ask({code: text});
    let slip: Slip;
    try {
      slip = this.app.device.slip(text);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return this.say({good: false, title: t('door.forged'), lines: [t('door.forged.form')]});
    }
    const genuine = await this.app.device.isOffices(slip);
    if (genuine === undefined) return this.ask({code: text});  // by a key this tablet was not given
    if (!genuine) return this.say({good: false, title: t('door.forged'), lines: [t('door.forged.text')]});
    this.say({good: true, title: t('door.genuine'), lines: this.facts(slip)});
  }

  // What the certificate itself shows, and whether it fits this round.
  private facts(slip: Slip): string[] {
    const lines = [t('door.household', slip.serial, moment(slip.received_at), slip.persons)];
    const {engine, enrolment} = this.app.device;
    if (slip.territory !== '') {
      const {labels, chain} =
        engine.ask<{labels: Record<string, string>; chain: string[]}>('territory', {code: slip.territory});
      lines.push(t('door.place', labels[language()] ?? slip.territory));
      const own = enrolment.territory;
      if (own && chain.length > 0 && !chain.includes(own)) lines.push(t('door.elsewhere'));
    }
    const mine = this.app.device.overview().cases.find((one) => one.case === slip.case);
    lines.push(mine ? t('door.mine', addressOf(mine.assignment)) : t('door.compare'));
    return lines;
  }

  private async ask(question: object): Promise<void> {
    this.verdict = undefined;
    this.waiting = true;
    this.app.redraw();
    const verdict = await this.asked(question).finally(() => (this.waiting = false));
    this.say(verdict);
  }

  private async asked(question: object): Promise<Verdict> {
    try {
      const {answer} = await this.app.device.ask<{answer: 'yes' | 'no' | 'outside'}>('/device/check', question);
      const good = {yes: true, no: false, outside: undefined}[answer];
      return {good, title: t(`door.${answer}`), lines: [t(`door.${answer}.text`)]};
    } catch (error) {
      if (error instanceof Refused) {
        const known: Record<string, string> = {'device.often': 'door.often', 'device.check': 'door.iin.hint'};
        return {good: undefined, title: t('door.unsure'), lines: [t(known[error.code] ?? 'door.offline')]};
      }
      if (error instanceof TypeError) return {good: undefined, title: t('door.unsure'), lines: [t('door.offline')]};
      throw error;
    }
  }

  private say(verdict: Verdict): void {
    this.verdict = verdict;
    this.app.redraw();
    document.querySelector<HTMLElement>('#verdict')?.focus();
  }
}
