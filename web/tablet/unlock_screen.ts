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
    const row = await this.storage.vault();
    if (this.waiting || !row || this.mustWait(row)) return;
    this.error = '';
    this.waiting = true;
    this.redraw();
    try {
      await this.attempt(row, String(data.get('pin') ?? ''), String(data.get('release') ?? ''));
    } catch (error) {
      if (!isFull(error)) throw error;
      this.error = t('care.full.unlock');
    }
    this.waiting = false;
    if (this.error !== '') this.redraw();
  }

  private async attempt(row: VaultRow, pin: string, code: string): Promise<void> {
    // Killed before it sealed itself: done now, without trying.
    if (row.dataKey && row.failures >= wrongMost && row.release) return this.sealed(row);
    const counted = countAttempt(row, Date.now());
    await this.storage.putVault(counted);
    const whole = await unsealed(row, code);
    const vault = whole && (await Vault.open(whole, pin));
    if (vault) {
      await this.storage.putVault({...whole, failures: 0, notBefore: 0});
      return this.done(vault);
    }
    if (counted.dataKey && counted.failures >= wrongMost && counted.release) return this.sealed(counted);
    this.refuse(counted);
  }

  private async sealed(row: VaultRow): Promise<void> {
    await this.storage.putVault(sealedRow(row));
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

  private free(): void {
    if (this.waiting) return;
    this.error = t('unlock.wrong');
    this.redraw();
  }

  leave(): void {
    clearTimeout(this.timer);
  }
}
