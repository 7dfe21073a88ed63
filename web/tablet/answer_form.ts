import {html, type Html} from '../kit/html';
import {EngineError} from '../kit/engine';
import type {Answered} from './answer';
import type {App} from './app';
import {has, t} from './texts';

const fileMost = 32 * 1024 * 1024;

type State = {is: 'idle'} | {is: 'opening'} | {is: 'taken'; brought: Answered} | {is: 'refused'; code: string};

/** Takes the file by which the centre answers a bundle, without a network. */
export class AnswerForm {
  private state: State = {is: 'idle'};

  constructor(private readonly app: App) {}

  html(): Html {
    return html`<section><h2>${t('answer.title')}</h2><p class="lead">${t('answer.lead')}</p><form novalidate>
      <div class="field"><label for="answer">${t('answer.file')}</label>
        <p class="hint" id="answer-hint">${t('answer.file.hint')}</p>
        <input type="file" id="answer" name="answer" aria-describedby="answer-hint"></div>
      <div class="actions"><button>${t('answer.open')}</button></div></form>
      <p class="status" role="status" data-answer="${this.state.is}">${this.said()}</p></section>`;
  }

  private said(): string {
    const {state} = this;
    if (state.is === 'idle') return '';
    if (state.is === 'opening') return t('answer.opening');
    if (state.is === 'refused') return refusal(state.code);
    const {confirmed, news, more} = state.brought;
    if (confirmed + news === 0) return t('answer.known');
    const told = [t('answer.taken', confirmed), news > 0 && t('answer.news', news), more && t('answer.more')];
    return told.filter(Boolean).join(' ');
  }

  async open(file: File): Promise<void> {
    if (this.state.is === 'opening') return;
    if (file.size === 0 && file.name === '') return this.tell({is: 'refused', code: 'answer.none'});
    if (file.size > fileMost) return this.tell({is: 'refused', code: 'answer.form'});
    this.tell({is: 'opening'});
    try {
      const brought = await this.app.device.takeAnswer(new Uint8Array(await file.arrayBuffer()));
      this.tell({is: 'taken', brought});
      await this.app.answered();
    } catch (error) {
      if (error instanceof EngineError) return this.tell({is: 'refused', code: error.code});
      if (error instanceof DOMException) return this.tell({is: 'refused', code: 'answer.unread'});
      throw error;
    }
  }

  private tell(state: State): void {
    this.state = state;
    this.app.redraw();
  }
}

// Receipts that the office has not signed, or bytes that mean nothing, were changed on the way.
function refusal(code: string): string {
  return has(`problem.${code}`) && code.startsWith('answer.') ? t(`problem.${code}`) : t('problem.answer.changed');
}
