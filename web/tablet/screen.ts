import type {Html} from '../kit/html';
import {html} from '../kit/html';
import type {Assignment, Case} from './device';
import {t, told, type Language} from './texts';

/** Where the app is; kept in the session history, which holds no name or address. */
export interface Place {
  screen: 'list' | 'map' | 'case' | 'visit' | 'work' | 'interview' | 'door' | 'usb';
  case?: string;
  page?: string;
}

/** One screen: what <main> shows, and what its buttons and forms do. */
export interface Screen {
  html(): Html;
  /** After html() stands in <main>. */
  drawn?(): void;
  /** The state of the synchronisation has changed. */
  state?(): void;
  /** A press on an element with data-do. */
  press?(name: string): void | Promise<void>;
  /** A form was sent. */
  send?(data: FormData): void | Promise<void>;
  /** News came: show them. */
  refresh?(): void | Promise<void>;
  /** The language changes; true: the screen has drawn itself. */
  turn?(language: Language): boolean | Promise<boolean>;
  /** Before another screen takes the place. */
  leave?(): void | Promise<void>;
}

/** Errors above a form; each leads to its field. */
export function errorSummary(errors: [field: string, text: string][]): Html | false {
  return errors.length > 0 && html`<div class="error-summary" id="errors" role="alert" tabindex="-1">
    <h2>${t('tablet.errors')}</h2>
    <ul>${errors.map(([field, text]) => html`<li><a href="#${field}">${text}</a></li>`)}</ul></div>`;
}

/** A field with its label, hint and error. */
export function field(name: string, label: string, control: Html, hint?: string, error?: string): Html {
  return html`<div class="field ${error ? 'has-error' : ''}"><label for="${name}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${error !== undefined && html`<p class="error" id="${name}-error">${error}</p>`}
    ${control}</div>`;
}

export function describedBy(name: string, hint: boolean, error: boolean): Html {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return html`${ids !== '' && html` aria-describedby="${ids}"`}${error && html` aria-invalid="true"`}`;
}

export function addressOf(assignment: Assignment | null): string {
  const a = assignment?.address;
  if (!a) return t('case.unknown');
  const part = (name: 'house' | 'building' | 'flat') => a[name] && t(`case.${name}`, a[name]);
  const parts = [told(a.settlement), a.street, part('house'), part('building'), part('flat')];
  return parts.filter(Boolean).join(', ') || t('case.unknown');
}

export function stateTag(of: Case): Html {
  return html`<span class="tag" data-state="${of.state}">${t(`state.${of.state}`)}</span>`;
}
