/* global self, caches, Request */
// The application's files for starts without the network. `write-service-worker.mjs` puts the release and its files in.
// Pages: from the server, and from here when it does not answer; so a reload always shows the newest release there is.
// Files with a hash in their name: from here first, they never change. The API and the socket are never touched.
const RELEASE = '__RELEASE__';
const FILES = /** @type {string[]} */ (['__FILES__']);

/** A page that the server has not answered for this long comes from the cache. */
const PATIENCE_MS = 4000;
/** The present release and the one before: tabs that still run it may load parts of it later. */
const KEPT_RELEASES = 2;
const PREFIX = 'tidemark-shell ';
const CACHE = `${PREFIX}${RELEASE}`;
const SERVER_PATHS = /^\/(api|health|metrics|ws)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || SERVER_PATHS.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (FILES.includes(url.pathname) || /-[\w-]{8}\.\w+$/.test(url.pathname)) event.respondWith(file(request));
});

async function install() {
  const cache = await caches.open(CACHE);
  // Past the HTTP cache: a release is whole or it is not installed.
  await cache.addAll(FILES.map((path) => new Request(path, { cache: 'reload' })));
  await self.skipWaiting();
}

async function activate() {
  const releases = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const outdated = releases.filter((name) => name !== CACHE).slice(0, -(KEPT_RELEASES - 1));
  await Promise.all(outdated.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function page(event) {
  const cached = () => caches.match('/', { cacheName: CACHE });
  const fresh = fetch(event.request);
  const answer = fresh.then((response) => (response.status >= 500 ? undefined : response)).catch(() => undefined);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  return (await Promise.race([answer, late.then(cached)])) ?? (await cached()) ?? fresh;
}

async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
