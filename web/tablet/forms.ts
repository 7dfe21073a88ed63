// Versions of the questionnaire the tablet keeps: the one in use, and those that open drafts were begun under.
const files = 'sanaq-tablet-forms';

/** The text `load` of the engine takes. Throws TypeError without network, where it is not kept. */
export async function formText(href: string): Promise<string> {
  const cache = await caches.open(files);
  const kept = await cache.match(href);
  if (kept) return kept.text();
  const response = await fetch(href);
  if (!response.ok) throw new TypeError(`form ${response.status}`);
  await cache.put(href, response.clone());
  return response.text();
}

/** Forms nothing needs any more go. */
export async function keepForms(hrefs: readonly string[]): Promise<void> {
  const cache = await caches.open(files);
  for (const request of await cache.keys())
    if (!hrefs.includes(new URL(request.url).pathname)) await cache.delete(request);
}
