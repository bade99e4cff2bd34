import type { FastifyInstance } from 'fastify';

/** How long a request that is under way may take to finish while the server stops. */
const GRACE_MS = 2_000;

/**
 * Lets the server stop in time. It waits for every open connection, also for those that never sent a request (browsers
 * open some ahead, and an aborted request can leave one): after the grace they are cut.
 */
export function closeInTime(instance: FastifyInstance): void {
  instance.addHook('preClose', (done) => {
    setTimeout(() => instance.server.closeAllConnections(), GRACE_MS).unref();
    done();
  });
}
