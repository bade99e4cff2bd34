// Jest globalTeardown: ends the PostgreSQL of the run and removes its data.
/** @returns {Promise<void>} */
export default async function teardown() {
  await globalThis.tidemarkTestServer?.stop();
  globalThis.tidemarkTestServer = undefined;
}
