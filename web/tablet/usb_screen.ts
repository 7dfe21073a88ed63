import {html, type Html} from '../kit/html';
import {AnswerForm} from './answer_form';
import type {App} from './app';
import type {Written} from './device';
import {t} from './texts';
import type {Screen} from './screen';
import {saveFile} from './save_file';

type State = {is: 'idle'} | {is: 'writing'} | {is: 'written'; name: string; file: Written} |
  {is: 'cancelled'} | {is: 'failed'};

/** Writes what the centre has not confirmed into a sealed file, to be carried to the department; opens its answer. */
export class UsbScreen implements Screen {
  private state_: State = {is: 'idle'};
  private everything = false;
  private readonly answer: AnswerForm;

  constructor(private readonly app: App) {
    this.answer = new AnswerForm(app);
  }

  html(): Html {
    const {device} = this.app;
    const {written, confirmed} = device.overview();
    const waiting = written - confirmed;
    const ready = device.departmentKey !== undefined;
    return html`<h1>${t('usb.title')}</h1><p class="lead">${t('usb.lead')}</p>
      ${!ready && html`<p class="notice error">${t('usb.nokey')}</p>`}
      ${ready && html`<form novalidate><p>${waiting > 0 ? t('usb.waiting', waiting) : t('usb.news')}</p>
        <div class="field"><div class="option"><input type="checkbox" id="everything" name="everything"
          aria-describedby="everything-hint" ${this.everything && html` checked`}>
          <label for="everything">${t('usb.everything')}</label></div>
          <p class="hint" id="everything-hint">${t('usb.everything.hint')}</p></div>
        <div class="actions"><button class="primary">${t('usb.write')}</button></div></form>`}
      <p class="status" role="status" data-usb="${this.state_.is}">${this.said()}</p>
      <section><h2>${t('usb.then')}</h2><ol><li>${t('usb.then.copy')}</li><li>${t('usb.then.hand')}</li>
        <li>${t('usb.then.keep')}</li></ol></section>${this.answer.html()}`;
  }

  private said(): string {
    const state = this.state_;
    if (state.is === 'idle') return '';
    if (state.is !== 'written') return t(`usb.${state.is}`);
    const {entries, pictures, left, size} = state.file;
    const told = [t('usb.written', state.name, entries, sizeOf(size)), pictures > 0 && t('usb.pictures', pictures),
                  left > 0 && t('usb.left', left)];
    return told.filter(Boolean).join(' ');
  }

  async send(data: FormData): Promise<void> {
    const answer = data.get('answer');
    if (answer instanceof File) return this.answer.open(answer);
    if (this.state_.is === 'writing') return;
    this.everything = data.has('everything');
    this.tell({is: 'writing'});
    try {
      const name = nameOf(this.app.device.enrolment.device, new Date());
      const saved = await saveFile(name, (put) => this.app.device.bundle(this.everything, put));
      this.tell(saved ? {is: 'written', name: saved.name, file: saved.made} : {is: 'cancelled'});
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.tell({is: 'failed'});
    }
  }

  private tell(state: State): void {
    this.state_ = state;
    this.app.redraw();
  }

  refresh(): void {
    this.app.redraw();
  }
}

/** Tells tablets and days apart, and nobody: no name, no address. */
function nameOf(device: string, now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `tablet-${device.slice(-8)}-${day}-${two(now.getHours())}${two(now.getMinutes())}.sanaq`;
}

function sizeOf(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 10_000 ? t('usb.kilobytes', kilobytes) : t('usb.megabytes', Math.round(kilobytes / 1024));
}
