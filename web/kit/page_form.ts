// What every front does with a questionnaire page of the engine (src/page).
import type {Operation} from './draft_store';

/** The engine's answer to `step`. */
export interface StepResult {
  outcome: 'page' | 'saved' | 'submit';
  operations: Operation[];
  to: string;
  language: string;
  show_findings: boolean;
  undone: boolean;
  html: string;
}

/** Rows of a list a page needs and the engine does not have. */
export interface Wanted {
  list: string;
  column: string;
  value: string;
}

/** What a browser would post: the press, then every field. */
export function fieldsOf(form: HTMLFormElement, action: string): [string, string][] {
  const out: [string, string][] = [['action', action]];
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') out.push([name, value]);
  return out;
}

export function focusOn(main: HTMLElement, selector: string): void {
  const target = main.querySelector<HTMLElement>(selector) ?? main;
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus({preventScroll: true});
  window.scrollTo({top: 0});
}

/** Ids of items are made where the item is made, so that two devices never make the same one. */
export function newItem(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return 'm' + Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}

/**
 * Resolves when no finger is down. Leaving a text field by a press on something else must not move the page under the
 * finger: the page is made anew only after the press has become a click.
 */
export function watchPresses(signal?: AbortSignal): () => Promise<void> {
  let released = Promise.resolve();
  document.addEventListener('pointerdown', () => {
    released = new Promise((done) => {
      const end = () => setTimeout(done, 0);
      window.addEventListener('pointerup', end, {once: true});
      window.addEventListener('pointercancel', end, {once: true});
    });
  }, signal ? {signal} : {});
  return () => released;
}
