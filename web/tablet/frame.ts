import {html, type Html} from '../kit/html';
import {morph} from '../kit/morph';
import {language, languageNames, languages, t, type Language} from './texts';

export interface FrameState {
  back: boolean;
  lock: boolean;
  warnings: string[];
  renew: boolean;  // a new version waits for a word
}

/** Draws the frame around <main> and gives <main>, which stays the same element. */
export function drawFrame({back, lock, warnings, renew}: FrameState): HTMLElement {
  let main = document.querySelector<HTMLElement>('main#main');
  if (!main?.dataset['app']) {
    document.body.innerHTML = html`<a class="skip" href="#main"></a><header class="site"></header>
      <main id="main" tabindex="-1" data-app="tablet"></main>`.text;
    main = document.querySelector('main#main') as HTMLElement;
  }
  const skip = document.querySelector<HTMLElement>('a.skip');
  if (skip) skip.textContent = t('tablet.skip');
  morph(document.querySelector('header.site') as HTMLElement, html`<div class="bar">
    <span class="brand">${t('tablet.title')}</span>
    <nav class="languages" aria-label="${t('tablet.languages')}"><ul>${languages.map(languageItem)}</ul></nav></div>
    ${lock && html`<div class="bar tablet-bar">${back ? html`<button class="quiet" data-do="back">
      ← ${t('tablet.back')}</button>` : html`<span></span>`}
      <button class="quiet" data-do="lock">${t('tablet.lock')}</button></div>`}
    <div class="care" role="status">${warnings.map((text) => html`<p class="warning">${text}</p>`)}
    ${renew && html`<p class="note">${t('care.renew')}
      <button class="quiet" data-do="renew">${t('care.renew.now')}</button></p>`}
    </div>`.text);
  return main;
}

function languageItem(one: Language): Html {
  const name = languageNames[one];
  if (one === language()) return html`<li><span aria-current="true" lang="${one}">${name}</span></li>`;
  return html`<li><a href="/tablet/?lang=${one}" lang="${one}" hreflang="${one}"
    data-language="${one}">${name}</a></li>`;
}
