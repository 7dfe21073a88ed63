import {html, type Html} from '../kit/html';
import {describedBy, errorSummary, field, type Screen} from './screen';
import type {Storage, VaultRow} from './storage';
import {language, t} from './texts';
import {countAttempt, Vault} from './vault';

/** Asks for the PIN. */
export class UnlockScreen implements Screen {
  private error = '';
  private waiting = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly redraw: () => void,
    private readonly done: (vault: Vault) => Promise<void>,
  ) {}

  html(): Html {
    const wrong = this.error !== '';
    return html`<form novalidate>${errorSummary(wrong ? [['pin', this.error]] : [])}
      <h1>${t('unlock.title')}</h1>
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
    const counted = countAttempt(row, Date.now());
    await this.storage.putVault(counted);
    const vault = await Vault.open(row, String(data.get('pin') ?? ''));
    if (vault) {
      await this.storage.putVault({...row, failures: 0, notBefore: 0});
      await this.done(vault);
    }
    this.waiting = false;
    if (!vault) this.refuse(counted);
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
    this.error = left > 0 ? t('unlock.later', until) : t('unlock.wrong');
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
