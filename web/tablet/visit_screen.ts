import {html, type Html} from '../kit/html';
import {smaller} from '../kit/picture';
import type {App} from './app';
import {NotKept} from './device';
import {addressOf, describedBy, errorSummary, field, type Screen} from './screen';
import {t} from './texts';

const outcomes = ['nobody_home', 'appointment', 'refusal', 'vacant', 'demolished', 'not_found', 'language'];

/** The outcome of a call at the door without an interview. */
export class VisitScreen implements Screen {
  private errors: [string, string][] = [];
  private kept = new FormData();

  constructor(private readonly app: App, private readonly id: string) {
    app.field.position.look(id);
  }

  html(): Html {
    const wrong = this.error('outcome');
    return html`<form novalidate>${errorSummary(this.errors.map(([at, text]) =>
        [at === 'outcome' ? `outcome-${outcomes[0]}` : at, text]))}
      <p class="caption">${addressOf(this.app.device.case(this.id).assignment)}</p>
      <h1>${t('visit.title')}</h1>
      <fieldset class="field ${wrong ? 'has-error' : ''}" ${describedBy('outcome', false, wrong !== undefined)}>
        <legend class="label">${t('visit.outcome')}</legend>
        ${wrong !== undefined && html`<p class="error" id="outcome-error">${wrong}</p>`}
        <div class="options">${outcomes.map((name) => html`<div class="option"><input type="radio" name="outcome"
          id="outcome-${name}" value="${name}" ${this.value('outcome') === name && html`checked`}>
          <label for="outcome-${name}">${t(`visit.${name}`)}</label></div>`)}</div></fieldset>
      ${this.input('next', html`type="datetime-local"`)}
      ${this.input('reason', html`maxlength="300"`, t('visit.reason.hint'))}
      ${field('note', t('visit.note'),
              html`<textarea id="note" name="note" maxlength="1000">${this.value('note')}</textarea>`)}
      ${this.app.field.position.note(this.app.device.case(this.id).assignment)}
      ${this.photos()}
      <div class="actions"><button class="primary">${t('visit.send')}</button></div></form>`;
  }

  private error(name: string): string | undefined {
    return this.errors.find(([at]) => at === name)?.[1];
  }

  private value(name: string): string {
    return String(this.kept.get(name) ?? '');
  }

  // Photos of the building: what was chosen stays when the form is shown again with an error.
  private photos(): Html {
    const error = this.error('photos');
    return field('photos', t('visit.photos'), html`<input type="file" id="photos" name="photos" multiple
      accept="image/jpeg,image/png,image/webp" ${describedBy('photos', true, error !== undefined)}>`,
                 t('visit.photos.hint'), error);
  }

  private async take(files: File[]): Promise<string[]> {
    const smallOnes = await Promise.all(files.map(smaller));
    const names: string[] = [];
    for (const bytes of smallOnes) names.push(await this.app.device.addPicture(this.id, bytes));
    return names;
  }

  private input(name: string, kind: Html, hint?: string): Html {
    const error = this.error(name);
    return field(name, t(`visit.${name}`), html`<input id="${name}" name="${name}" ${kind} value="${this.value(name)}"
      ${describedBy(name, hint !== undefined, error !== undefined)}>`, hint, error);
  }

  async press(name: string): Promise<void> {
    if (name === 'position') await this.app.field.position.toggle(this.id);
  }

  private showErrors(): void {
    this.app.redraw();
    document.querySelector<HTMLElement>('#errors')?.focus();
  }

  async send(data: FormData): Promise<void> {
    this.kept = data;
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const outcome = text('outcome');
    this.errors = [];
    if (outcome === '') this.errors.push(['outcome', t('visit.error.outcome')]);
    if (outcome === 'appointment' && text('next') === '') this.errors.push(['next', t('visit.error.next')]);
    if (outcome === 'refusal' && text('reason') === '') this.errors.push(['reason', t('visit.error.reason')]);
    if (this.errors.length > 0) return this.showErrors();
    const visit: Record<string, string | number | string[]> = {outcome, ...this.app.field.position.payload(this.id)};
    for (const name of ['next', 'reason', 'note']) if (text(name) !== '') visit[name] = text(name);
    const files = data.getAll('photos').filter((file): file is File => file instanceof File && file.size > 0);
    try {
      if (files.length > 0) visit['photos'] = await this.take(files);
    } catch (error) {
      if (error instanceof NotKept) throw error;
      this.errors.push(['photos', t('visit.error.photos')]);
      return this.showErrors();
    }
    await this.app.write(this.id, 'visit', visit);
    this.app.go({screen: 'case', case: this.id}, 'replace', t('visit.kept'));
  }
}
