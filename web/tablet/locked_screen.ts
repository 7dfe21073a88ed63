import {html, type Html} from '../kit/html';
import type {App} from './app';
import type {Screen} from './screen';
import {moment, t} from './texts';
import {syncLine} from './work_screen';

/** All a tablet shows that the office has locked: what waits can be handed in, nothing can be read. */
export class LockedScreen implements Screen {
  constructor(private readonly app: App) {}

  html(): Html {
    const {written, confirmed, receipt_at: at, cases} = this.app.device.overview();
    const {label, device} = this.app.device.enrolment;
    const unsent = written - confirmed;
    const sum = (of: 'pictures_taken' | 'pictures_waiting') => cases.reduce((all, one) => all + one[of], 0);
    const photos = sum('pictures_waiting');
    return html`<h1>${t('locked.title')}</h1><p class="lead">${t('locked.lead')}</p>
      <p id="unsent">${unsent > 0 ? t('list.unsent', unsent) : t('list.allsent')}</p>
      ${photos > 0 && html`<p>${t('case.pictures.standing', sum('pictures_taken'), photos)}</p>`}
      ${at !== null && html`<p class="hint">${t('case.receipt', moment(at))}</p>`}
      <div class="actions"><button class="primary" data-do="now">${t('locked.hand_in')}</button>
        <button data-go="usb">${t('work.usb')}</button></div>
      ${syncLine(this.app)}<p class="hint">${t('work.device', label || device)}</p>`;
  }

  press(): void {
    this.app.sync.now();
  }

  state(): void {
    this.app.redraw();
  }

  refresh(): void {
    this.app.redraw();
  }
}
