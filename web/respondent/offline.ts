// An open questionnaire can be continued without network: the service worker keeps the static files, and a shell of
// the page without any answer in it. Answers live in IndexedDB only.

export function keepShell(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/worker.js', {scope: '/'}).then(async () => {
    const worker = (await navigator.serviceWorker.ready).active;
    worker?.postMessage({shell: shell(), language: document.documentElement.lang, assets: assets()});
  }).catch((error) => console.warn('no work without network:', error));
}

// The document with an empty <main>.
function shell(): string {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  const main = copy.querySelector('main');
  if (main) main.innerHTML = '';
  const title = copy.querySelector('title');
  if (title) title.textContent = document.querySelector('a.brand')?.textContent ?? '';
  copy.querySelector('form.sign-out')?.remove();  // it holds a token of this session, and needs the network
  copy.removeAttribute('data-engine');
  return `<!doctype html>\n${copy.outerHTML}`;
}

function assets(): string[] {
  const linked = 'link[rel=stylesheet], script[src], link[rel=modulepreload]';
  const found = [...document.querySelectorAll<HTMLElement>(linked)]
    .map((e) => e.getAttribute('href') ?? e.getAttribute('src') ?? '');
  const loaded = performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname);
  const {engine, form} = document.body.dataset;
  return [...new Set([...found, ...loaded, engine ?? '', form ?? ''])].filter((href) => href.startsWith('/assets/'));
}
