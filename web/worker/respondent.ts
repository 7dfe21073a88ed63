// Files of the respondents' site, and a shell of the questionnaire that the page left here, without any answer in it.
declare const self: ServiceWorkerGlobalScope;

export const files = 'sanaq-files-1';
const questionnaire = /^\/[a-z]{2}\/q\//;
const networkWait = 6_000;

export interface Kept {
  shell: string;
  language: string;
  assets: string[];
}

export async function keepRespondent({shell, language, assets}: Kept): Promise<void> {
  const cache = await caches.open(files);
  // Files of earlier versions go.
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (path.startsWith('/assets/') && !assets.includes(path)) await cache.delete(request);
  }
  await Promise.all(assets.map(async (href) => (await cache.match(href)) ?? cache.add(href)));
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
  };
  await cache.put(`/${language}/q/-shell`, new Response(shell, {headers}));
}

export function answerRespondent(event: FetchEvent): void {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  const kept = url.pathname.startsWith('/assets/') || url.pathname.startsWith('/lists/');
  const asked = event.request.mode === 'navigate' && questionnaire.test(url.pathname);
  if (kept) event.respondWith(fromCache(event.request));
  else if (asked) event.respondWith(page(event.request, url));
}

async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(files);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

async function page(request: Request, url: URL): Promise<Response> {
  const language = url.pathname.slice(1, 3);
  const cache = await caches.open(files);
  const shell = (await cache.match(`/${language}/q/-shell`)) ?? (await anyShell(cache));
  if (!shell) return fetch(request);
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(shell.clone()), networkWait));
  return Promise.race([fetch(request).catch(() => shell), late]);
}

async function anyShell(cache: Cache): Promise<Response | undefined> {
  const kept = (await cache.keys()).find((request) => request.url.endsWith('/q/-shell'));
  return kept ? cache.match(kept) : undefined;
}
