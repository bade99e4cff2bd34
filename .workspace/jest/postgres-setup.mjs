// Jest globalSetup for projects with .pg.spec.ts files: one PostgreSQL for the whole run.
import { startTestServer } from '@tidemark/database/testing';

/** @returns {Promise<void>} */
export default async function setup() {
  globalThis.tidemarkTestServer ??= await startTestServer();
}
