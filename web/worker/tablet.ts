// Files of the interviewers' app. The page itself fills the cache (web/tablet/offline.ts); here it is read, so that the
// app opens without network. Rows of lists that were asked for are kept beside.
declare const self: ServiceWorkerGlobalScope;

const files = 'sanaq-tablet-1';

export function answerTablet(event: FetchEvent): void {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate' && url.pathname === '/tablet/') event.respondWith(shell(event.request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(fromCache(event.request));
  else if (url.pathname.startsWith('/lists/')) event.respondWith(fromCache(event.request, true));
}

async function shell(request: Request): Promise<Response> {
  const cache = await caches.open(files);
  return (await cache.match('/tablet/')) ?? fetch(request);
}

async function fromCache(request: Request, keep = false): Promise<Response> {
  const cache = await caches.open(files);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (keep && response.ok) await cache.put(request, response.clone());
  return response;
}
