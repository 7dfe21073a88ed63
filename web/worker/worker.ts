// Service worker, registered twice: for the respondents' site and, under its own scope, for the interviewers' app.
// Files under /assets/ carry a content hash: once here, never asked again.
import {answerRespondent, files, keepRespondent, type Kept} from './respondent';
import {answerTablet} from './tablet';

declare const self: ServiceWorkerGlobalScope;

const ofTablet = new URL(self.registration.scope).pathname === '/tablet/';

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => {
  const old = (key: string) => key.startsWith('sanaq-files-') && key !== files;
  event.waitUntil(caches.keys()
    .then((keys) => Promise.all(keys.filter(old).map((key) => caches.delete(key))))
    .then(() => self.clients.claim()));
});
self.addEventListener('message', (event) => {
  if (!ofTablet) event.waitUntil(keepRespondent(event.data as Kept));
});
self.addEventListener('fetch', ofTablet ? answerTablet : answerRespondent);
