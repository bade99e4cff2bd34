import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { constants } from 'node:zlib';

import compress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { pagePolicy } from './security-headers.ts';

/** Paths that are never the client's: an unknown one of these is 404, not the page. */
const SERVER_PATHS = /^\/(api|ws|health|metrics)(\/|$)/;
/** Never sent as a file: it gets a nonce each time. */
const PAGE = '/index.html';
/** Built files carry a hash of their content in the name. */
const HASHED = /-[\w-]{8}\.\w+$|\/media\//;
const FOR_EVER = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';
/** A worker lives under the policy of its own file: this one fetches the files that it keeps for offline starts. */
const SERVICE_WORKER = 'service-worker.js';
const WORKER_POLICY = "default-src 'none'; connect-src 'self'";

/** Brotli's own default takes a second for a bundle; 5 is as quick as gzip and still smaller. */
const COMPRESSION = {
  encodings: ['br' as const, 'gzip' as const],
  threshold: 1_024,
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
};

/** Serves the built client: its files, and its page for every other path, so that deep links and reloads work. */
export async function clientFiles(app: NestFastifyApplication, root: string): Promise<void> {
  await app.register(compress, { global: false });
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', { compress: COMPRESSION }, async (request: FastifyRequest, reply: FastifyReply) => {
      const [pathname = '/'] = request.url.split('?');
      if (SERVER_PATHS.test(pathname)) return reply.callNotFound();
      const file = await fileOf(root, pathname);
      if (file) return sendFile(reply, root, file);
      // A missing file is missing; a missing page is the client's router's business.
      if (path.extname(pathname) !== '' && pathname !== PAGE) return reply.callNotFound();
      return sendPage(request, reply, root);
    });
}

/** The path below `root` that this URL names, if it is a file there. */
async function fileOf(root: string, pathname: string): Promise<string | undefined> {
  if (pathname === '/' || pathname === PAGE || pathname.includes('\0') || pathname.includes('%')) return undefined;
  const file = path.normalize(path.join(root, pathname));
  if (!file.startsWith(root + path.sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? path.relative(root, file) : undefined;
}

/** Names with a hash may be kept for ever; everything else is asked for again each time. */
function sendFile(reply: FastifyReply, root: string, file: string): FastifyReply {
  reply.header('cache-control', HASHED.test(`/${file}`) ? FOR_EVER : REVALIDATE);
  if (file === SERVICE_WORKER) reply.header('content-security-policy', WORKER_POLICY);
  return reply.sendFile(file, root);
}

/**
 * The client's page with a nonce of its own for each answer, which its policy names. Not cached for that reason. 503
 * with the remedy where the client has not been built.
 */
async function sendPage(request: FastifyRequest, reply: FastifyReply, root: string): Promise<FastifyReply> {
  const page = await readFile(path.join(root, 'index.html'), 'utf8').catch(() => undefined);
  if (page === undefined) {
    return reply
      .status(503)
      .type('text/plain; charset=utf-8')
      .send(`The client is not built yet: no index.html in ${path.basename(root)}/. Run "nx build client".\n`);
  }
  const nonce = randomBytes(16).toString('base64');
  // Named for browsers in which 'self' does not cover sockets. A Host header is the caller's text.
  const sockets = /^[\w.:[\]-]+$/.test(request.host) ? [`ws://${request.host}`, `wss://${request.host}`] : [];
  return reply
    .header('cache-control', REVALIDATE)
    .header('content-security-policy', pagePolicy(nonce, sockets))
    .type('text/html; charset=utf-8')
    .send(
      page.replace(/<app-root\b/, `<app-root ngCspNonce="${nonce}"`).replaceAll('<style', `<style nonce="${nonce}"`),
    );
}
