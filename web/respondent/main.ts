// Makes a server-rendered questionnaire answer at once. Whatever fails here, the page stays a plain form that works.
import {DraftStore, type CaseRecord} from '../kit/draft_store';
import {Engine} from '../kit/engine';
import {Outbox} from '../kit/outbox';
import {locate} from '../kit/locate';
import {choosePicture} from '../kit/picture';
import {watchPresses} from '../kit/page_form';
import {keepShell} from './offline';
import {NotKept, Questionnaire} from './questionnaire';
import {channel, fetchState, Refused, sendPicture} from './server';

const searchPause = 200;

async function begin(): Promise<void> {
  const {engine: engineHref, form: formHref} = document.body.dataset;
  const main = document.querySelector<HTMLElement>('main');
  if (!engineHref || !formHref || !main) return leave();
  const [engine, bundle, state, store] = await Promise.all([
    Engine.start(engineHref), fetch(formHref).then((r) => r.text()), stateOrNothing(), DraftStore.open(),
  ]);
  const record = state ? await store.begin(recordOf(state)) : await store.current();
  if (!record) throw new Error('no network and no draft on this device');
  engine.call('load', bundle);
  engine.call('open', record.answers);
  const pending = await store.pending(record.case, 10_000);
  if (pending.operations.length > 0) engine.ask('apply', {operations: pending.operations});
  await run(engine, store, record, state?.csrf ?? '', main, pending.operations.length > 0);
}

// Without network the draft on this device must do. When the server answers that nobody is signed in, it must not: the
// next person at a shared computer would see it.
async function stateOrNothing(): Promise<Awaited<ReturnType<typeof fetchState>> | undefined> {
  return fetchState().catch((error) => {
    if (error instanceof Refused) throw error;
    return undefined;
  });
}

function recordOf(state: Awaited<ReturnType<typeof fetchState>>): CaseRecord {
  return {
    case: state.case, device: state.device, formHash: state.form_hash, answers: JSON.stringify(state.answers),
    acknowledged: state.acknowledged, cursor: state.cursor, next: state.acknowledged + 1,
  };
}

async function run(engine: Engine, store: DraftStore, record: CaseRecord, csrf: string, main: HTMLElement,
                   waiting: boolean) {
  if (!main.querySelector('form#page')) main.innerHTML = engine.call('page', JSON.stringify(pageAtAddress(engine)));
  const questionnaire = new Questionnaire(engine, store, record, main);
  const outbox = new Outbox(store, record, channel, csrf, (state) => questionnaire.tell(state),
                            (operations) => questionnaire.takeIn(operations));
  questionnaire.attach(outbox);
  questionnaire.redraw();
  if (waiting) questionnaire.tell('saving');
  listen(questionnaire, outbox, store, record, main);
  document.documentElement.dataset['engine'] = 'on';
  outbox.wake(0);
  keepShell();
}

// The shell kept for work without network holds no page: it is made here from the answers on this device.
function pageAtAddress(engine: Engine): object {
  const language = location.pathname.split('/')[1] ?? document.documentElement.lang;
  document.documentElement.lang = language;
  const wanted = addressOf(location.href);
  const pages = engine.ask<string[]>('pages');
  return {language, address: wanted && pages.includes(wanted) ? wanted : engine.ask<{page: string}>('first').page};
}

function addressOf(href: string): string | undefined {
  return /^\/[a-z]{2}\/q\/([a-z0-9_/-]+)$/.exec(new URL(href, location.href).pathname)?.[1];
}

function listen(
  questionnaire: Questionnaire, outbox: Outbox, store: DraftStore, record: CaseRecord, main: HTMLElement,
): void {
  let search: ReturnType<typeof setTimeout> | undefined;
  let broken = false;
  // Runs in the event itself, so that nothing repaints the page between a click and its reading. When something fails
  // the page becomes a plain form again.
  const then = (work: () => Promise<unknown>, otherwise: () => void) => {
    if (broken) return otherwise();
    work().catch(async (error) => {
      console.error(error);
      broken = true;
      document.documentElement.dataset['engine'] = 'off';
      await outbox.flush().catch(() => false);
      if (error instanceof NotKept) location.reload();
      else otherwise();
    });
  };

  main.addEventListener('submit', (event) => {
    if (broken) return;
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement | null;
    then(() => press(button), () => questionnaire.form().requestSubmit(button ?? undefined));
  });
  const released = watchPresses();
  main.addEventListener('change', (event) => {
    if (broken || (event.target as HTMLElement).matches('[data-search], #declare')) return;
    const file = event.target as HTMLInputElement;
    if (file.matches('[data-picture-of]')) {
      return void choosePicture(file, (bytes) => fetchState().then(({csrf}) => sendPicture(bytes, csrf)),
                                (text) => tell(main, text), () => then(() => questionnaire.step('stay'), () => {}));
    }
    then(() => released().then(() => questionnaire.step('stay')), () => {});
  });
  main.addEventListener('input', (event) => {
    const input = event.target as HTMLInputElement;
    if (broken || !input.matches('[data-search]')) return;
    clearTimeout(search);
    search = setTimeout(() => then(() => questionnaire.search(input), () => {}), searchPause);
  });
  main.addEventListener('click', (event) => {
    const button = (event.target as HTMLElement).closest<HTMLButtonElement>('button[data-locate]');
    if (broken || !button) return;
    locate(button, (text) => tell(main, text), () => then(() => questionnaire.step('stay'), () => {}));
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('a[href]');
    if (broken || !link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    const language = link.dataset['language'];
    const address = addressOf(link.href);
    if (link.getAttribute('href')?.startsWith('#') || (!language && !address)) return;
    event.preventDefault();
    then(async () => {
      if (language) return void (await questionnaire.step(`language:${language}`));
      await questionnaire.step('stay');
      await questionnaire.open(address as string, true);
      if (link.hash) main.querySelector<HTMLElement>(link.hash)?.focus();
    }, () => location.assign(link.href));
  });
  window.addEventListener('popstate', () => {
    const address = addressOf(location.href);
    if (address) then(() => questionnaire.open(address, false), () => location.reload());
  });
  window.addEventListener('online', () => outbox.wake(0));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void outbox.flush(true);
    else outbox.wake(0);
  });

  // Answers that the server does not have yet would be gone with the session: told once, done at the second press.
  let warned = false;
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (broken || !form.matches('form.sign-out')) return;
    event.preventDefault();
    then(async () => {
      if (!(await outbox.flush()) && !warned) {
        warned = true;
        return tell(main, form.dataset['unsent'] ?? '');
      }
      await store.forget(record.case);
      broken = true;
      form.submit();
    }, () => form.submit());
  });

  async function press(button: HTMLButtonElement | null): Promise<void> {
    const action = button?.value ?? 'next';
    if (action !== 'submit') {
      const result = await questionnaire.step(action);
      if (result.outcome === 'saved' && (await outbox.flush())) location.assign(`/${result.language}/saved`);
      return;
    }
    const declare = main.querySelector<HTMLInputElement>('#declare');
    if (declare && !declare.reportValidity()) return;
    // The server submits what it has: everything must be there first.
    if (!(await outbox.flush())) {
      return tell(main, main.querySelector<HTMLElement>('#status')?.dataset['submit'] ?? '');
    }
    await store.forget(record.case);
    broken = true;
    questionnaire.form().requestSubmit(button);
  }
}

function tell(main: HTMLElement, text: string): void {
  const line = main.querySelector<HTMLElement>('#status');
  if (line) line.textContent = text;
}

// Pages of the site without a questionnaire: when the receipt is shown or nobody is signed in, no draft stays here.
function leave(): void {
  if (document.body.dataset['forget'] === 'draft') indexedDB.deleteDatabase('sanaq-draft');
}

begin().catch((error) => {
  console.warn('the page works without the engine:', error);
  document.documentElement.dataset['engine'] = 'off';
});
