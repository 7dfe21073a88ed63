import {html, type Html} from '../kit/html';
import {utf8} from '../kit/bytes';
import {Engine} from '../kit/engine';
import type {Enrolment} from './device';
import {Journal} from './journal';
import {describedBy, errorSummary, field, type Screen} from './screen';
import {enrol, Refused, type Enrolled} from './server';
import type {Storage} from './storage';
import {t} from './texts';
import {Vault, weakness} from './vault';

type Keys = Awaited<ReturnType<typeof Vault.fresh>>;

/** First screen of a new tablet: a one-time code and a PIN of its own. */
export class EnrolScreen implements Screen {
  private errors: [string, string][] = [];
  private code = '';
  private waiting = false;
  // The code is used up, and what was typed does not do.
  private enrolled: {told: Enrolled; keys: Keys} | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly engine: Engine,
    private readonly redraw: () => void,
    private readonly done: (vault: Vault) => Promise<void>,
  ) {}

  html(): Html {
    const error = (name: string) => this.errors.find(([at]) => at === name)?.[1];
    const pin = (name: string, hint?: string) => field(name, t(`enrol.${name}`), html`<input id="${name}" name="${name}"
      type="password" autocomplete="new-password" maxlength="200" required
      ${describedBy(name, hint !== undefined, error(name) !== undefined)}>`, hint, error(name));
    return html`<form novalidate>${errorSummary(this.errors.map(([at, text]) => [at === 'server' ? 'code' : at, text]))}
      <h1>${t('enrol.title')}</h1><p class="lead">${t('enrol.lead')}</p>
      ${!this.enrolled && field('code', t('enrol.code'), html`<input id="code" name="code" class="short"
        autocomplete="off" maxlength="20" autocapitalize="characters" spellcheck="false" required value="${this.code}"
        ${describedBy('code', true, error('code') !== undefined)}>`, t('enrol.code.hint'), error('code'))}
      ${pin('pin', t(this.enrolled ? 'enrol.error.phrase' : 'enrol.pin.hint'))}${pin('again')}
      <div class="actions"><button class="primary">${t('enrol.send')}</button></div>
      <p class="status" role="status">${this.waiting && t('enrol.wait')}</p></form>`;
  }

  async send(data: FormData): Promise<void> {
    if (this.waiting) return;
    this.code = String(data.get('code') ?? '').trim();
    const pin = String(data.get('pin') ?? '');
    this.errors = [];
    const weak = weakness(pin, this.enrolled?.told.phrase);
    if (this.code === '' && !this.enrolled) this.errors.push(['code', t('enrol.error.code')]);
    if (weak) this.errors.push(['pin', t(`enrol.error.${weak}`)]);
    else if (pin !== data.get('again')) this.errors.push(['again', t('enrol.error.again')]);
    this.waiting = this.errors.length === 0;
    this.redraw();
    if (this.waiting) await this.enrol(pin).finally(() => (this.waiting = false));
    this.redraw();
  }

  private async enrol(pin: string): Promise<void> {
    const keys = this.enrolled?.keys ?? await Vault.fresh().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotSupportedError') return undefined;
      throw error;
    });
    if (!keys) return void this.errors.push(['code', t('problem.browser')]);
    try {
      const told = this.enrolled?.told ?? (await enrol(this.code, keys.publicKey));
      this.enrolled = {told, keys};
      const weak = weakness(pin, told.phrase);
      if (weak) return void this.errors.push(['pin', t(`enrol.error.${weak}`)]);
      await this.begin(told, await keys.under(pin));
    } catch (error) {
      if (!(error instanceof Refused || error instanceof TypeError)) throw error;
      const known = error instanceof Refused && ['device.code', 'device.wait'].includes(error.code);
      const code = known ? error.code : 'network';
      this.errors = [['code', t(`problem.${code}`)]];
    }
  }

  private async begin(told: Enrolled, {row, vault}: Awaited<ReturnType<Keys['under']>>): Promise<void> {
    const enrolment: Enrolment = {
      device: told.device, officeKeys: told.office_keys, label: told.label ?? told.interviewer ?? '',
      ...(told.territory ? {territory: told.territory} : {}),
      ...(told.department_key ? {departmentKey: told.department_key} : {}),
    };
    const {record} = this.engine.ask<{record: string}>('tablet.new', {device: told.device});
    const sealed = await vault.seal('device', utf8(JSON.stringify(enrolment)));
    await this.storage.begin(row, sealed, await Journal.seal(vault, record));
    await this.done(vault);
  }
}
