import type { SyncTestWorld } from '@tidemark/sync-angular/testing';

/** Lets the server answer lists with 503, while its socket and everything else goes on. */
export function refuseLists({ server }: SyncTestWorld): void {
  const handle = server.handle.bind(server);
  server.handle = (path, request, personId) =>
    path.includes('/sync/')
      ? handle(path, request, personId)
      : { status: 503, headers: { get: () => null }, json: () => Promise.resolve({}) };
}
