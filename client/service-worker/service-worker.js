/* global self, caches, Request */
// The application's files for starts without the network. `write-service-worker.mjs` puts the release and its files in.
// Pages: from the server, and from here when it does not answer, or does not have the files of its page, as while pods are
// replaced one by one; so a reload shows the newest release that is whole. Files: from here first; those with a hash in
// their name never change. The API and the socket are never touched.
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
  const answer = fresh
    .then(async (response) => (response.status < 500 && (await isWhole(response)) ? response : undefined))
    .catch(() => undefined);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  return (await Promise.race([answer, late.then(cached)])) ?? (await cached()) ?? fresh;
}

/** Whether the files that a page begins with can be had. */
async function isWhole(response) {
  const names = (await response.clone().text()).matchAll(/(?:src|href)="([\w-]+-[\w-]{8}\.\w+)"/g);
  const files = await Promise.all([...names].map(([, name]) => file(new Request(`/${name}`))));
  return files.every(({ ok }) => ok);
}

/** A name without a hash is in each release: this one's comes first. */
async function file(request) {
  const found = (options) => caches.match(request, { ignoreVary: true, ...options });
  return (await found({ cacheName: CACHE })) ?? (await found()) ?? fetch(request);
}
