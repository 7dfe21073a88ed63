import {html, type Html} from '../kit/html';
import {isFull} from './reserve';
import {describedBy, errorSummary, field, type Screen} from './screen';
import type {Storage, VaultRow} from './storage';
import {language, t} from './texts';
import {countAttempt, sealedRow, unsealed, Vault, wrongMost} from './vault';

/** Asks for the PIN. */
export class UnlockScreen implements Screen {
  private error = '';
  private waiting = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly redraw: () => void,
    private readonly done: (vault: Vault) => Promise<void>,
    private readonly again: (notice: string) => void,
    private readonly row: VaultRow,
    private readonly notice = '',
  ) {}

  html(): Html {
    const wrong = this.error !== '';
    const release = this.row.dataKey ? undefined : this.row.release;
    return html`<form novalidate>${errorSummary(wrong ? [['pin', this.error]] : [])}
      ${this.notice !== '' && html`<div class="notice error" role="alert"><p>${this.notice}</p></div>`}
      <h1>${t('unlock.title')}</h1>
      ${release && html`<p class="lead">${t('unlock.sealed', release.number)}</p>`}
      ${release && field('release', t('unlock.release', release.number), html`<input id="release" name="release"
        class="short" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" required>`)}
      ${field('pin', t('unlock.pin'), html`<input id="pin" name="pin" type="password" autocomplete="current-password"
        maxlength="200" required ${describedBy('pin', false, wrong)}>`, undefined, wrong ? this.error : undefined)}
      <div class="actions"><button class="primary">${t('unlock.send')}</button></div>
      <p class="status" role="status">${this.waiting && t('unlock.wait')}</p></form>`;
  }

  async send(data: FormData): Promise<void> {
    if (this.waiting) return;
    this.waiting = true;
    try {
      const row = await this.storage.vault();
      if (row && !this.mustWait(row))
        await this.attempt(row, String(data.get('pin') ?? ''), String(data.get('release') ?? ''));
    } catch (error) {
      if (!isFull(error)) throw error;
      this.error = t('care.full.unlock');
    } finally {
      this.waiting = false;
    }
    if (this.error !== '') this.redraw();
  }

  private async attempt(row: VaultRow, pin: string, code: string): Promise<void> {
    this.error = '';
    this.redraw();
    // Killed before it sealed itself: done now, without trying.
    if (mustSeal(row)) return this.sealed();
    const counted = await this.storage.changeVault((now) => countAttempt(now, Date.now()));
    if (!counted) return;
    const whole = await unsealed(row, code);
    const vault = whole && (await Vault.open(whole, pin));
    if (vault) {
      await this.storage.changeVault((now) => ({...(now.dataKey ? now : whole), failures: 0, notBefore: 0}));
      return this.done(vault);
    }
    if (mustSeal(counted)) return this.sealed();
    this.refuse(counted);
  }

  private async sealed(): Promise<void> {
    await this.storage.changeVault(sealedRow);
    this.again(t('unlock.stopped'));
  }

  // A clock that was set back must not lock the tablet for ever.
  private mustWait(row: VaultRow): boolean {
    const left = row.notBefore - Date.now();
    if (left <= 0 || left > 3_600_000) return false;
    this.refuse(row);
    return true;
  }

  private refuse(row: VaultRow): void {
    const left = row.notBefore - Date.now();
    const until = new Intl.DateTimeFormat(language(), {timeStyle: 'medium'}).format(new Date(row.notBefore));
    this.error = left > 0 ? t(row.dataKey ? 'unlock.later' : 'unlock.later.release', until) : t('unlock.wrong');
    clearTimeout(this.timer);
    if (left > 0) this.timer = setTimeout(() => this.free(), left);
    this.redraw();
    document.querySelector<HTMLElement>('#errors')?.focus();
  }

  // A PIN that is being typed is neither wiped nor does its button move under the finger.
  private free(): void {
    if (this.waiting || document.querySelector<HTMLInputElement>('#pin')?.value) return;
    this.error = t('unlock.wrong');
    this.redraw();
  }

  leave(): void {
    clearTimeout(this.timer);
  }
}

function mustSeal(row: VaultRow): boolean {
  return row.dataKey !== undefined && row.failures >= wrongMost && row.release !== undefined;
}
