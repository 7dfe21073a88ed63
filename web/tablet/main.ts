// The interviewer's app: works for days without network, hands in what it has when there is one.
import {App} from './app';
import {keepFiles} from './offline';
import {Storage} from './storage';
import {setLanguage} from './texts';

const lockWait = 3_000;

async function begin(): Promise<void> {
  const {engine = '', form = ''} = document.body.dataset;
  const storage = await Storage.open();
  setLanguage(new URLSearchParams(location.search).get('lang') ?? (await storage.plain('language')) ??
              document.documentElement.lang);
  const app = new App(storage, {engine, form});
  if (!(await holdAlone())) return app.refuseSecond();
  app.run(() => app.start());
  keepFiles().then(() => app.drawBars()).catch((error: unknown) => console.warn('files are not kept:', error));
}

// Two windows would give the same numbers twice. A window that is being closed lets go a little later.
function holdAlone(): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.locks.request('sanaq-tablet', {signal: AbortSignal.timeout(lockWait)}, () => {
      resolve(true);
      return new Promise(() => {});
    }).catch(() => resolve(false));
  });
}

void begin();
