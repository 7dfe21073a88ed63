// The app opens without network: this page fills a cache from which the service worker answers. A new version is kept
// whole before it replaces the old one, whose files stay as long as it runs; it is shown when the tablet is locked, or
// when the interviewer says so. What is in IndexedDB stays as it is.
const files = 'sanaq-tablet-1';
const shellHref = '/tablet/';

let newer = false;

/** A newer version of the app is kept and waits for a reload. */
export function newerIsReady(): boolean {
  return newer;
}

export async function keepFiles(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/worker.js', {scope: shellHref});
  const response = await fetch(shellHref, {cache: 'no-cache'});
  if (!response.ok) return;
  const shell = new DOMParser().parseFromString(await response.clone().text(), 'text/html');
  const wanted = hrefsOf(shell);
  const cache = await caches.open(files);
  await Promise.all(wanted.map(async (href) => (await cache.match(href)) ?? cache.add(href)));
  await cache.put(shellHref, response);
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    // Those of the version that runs go when the next one has started.
    const used = wanted.includes(path) || running.includes(path);
    if (path.startsWith('/assets/') && !used) await cache.delete(request);
  }
  newer = wanted.join() !== running.join();
}

function hrefsOf(shell: Document): string[] {
  const linked = [...shell.querySelectorAll('link[rel=stylesheet], script[src]')]
    .map((e) => e.getAttribute('href') ?? e.getAttribute('src') ?? '');
  const {engine, form, boundaries} = shell.body.dataset;
  return [...linked, engine ?? '', form ?? '', boundaries ?? ''].filter((href) => href.startsWith('/assets/'));
}

// Of the document as it came, before the app draws in it.
const running = hrefsOf(document);
