import { runOracle } from '../../test/oracle/oracle.ts';

// What the oracle shows, in the form that CI has time for. The full one: ORACLE_BATCHES=50; another run: ORACLE_SEED=7.
//
// That it notices was shown by putting the two obvious wrong tails in place (test/pod/flawed-tail.ts): one that reads
// `xid > last` misses whatever a transaction with a lower number commits after a higher one was read; one that reads
// `created_ts > last` misses every transaction that began before, and committed after, the last change it has read.

const BATCHES = Number(process.env['ORACLE_BATCHES'] ?? 12);
const SEED = Number(process.env['ORACLE_SEED'] ?? 1);

process.chdir(new URL('../../../..', `file://${__filename}`).pathname);

describe('the oracle', () => {
  it(
    `finds each client told of all it was entitled to, and of nothing else (seed ${SEED})`,
    async () => {
      const report = await runOracle({ seed: SEED, batches: BATCHES });
      expect(report.problems.slice(0, 5)).toEqual([]);
      expect(report.changes).toBeGreaterThan(BATCHES * 30);
      expect(report.words).toBeGreaterThan(BATCHES * 100);
      expect(report.edits).toBeGreaterThan(BATCHES * 3);
    },
    60_000 + BATCHES * 10_000,
  );

  it.each(['xid', 'created_ts'] as const)(
    'notices a tail that follows %s',
    async (flaw) => {
      const report = await runOracle({ seed: SEED, batches: 30, pods: 1, clients: 20, flaw });
      expect(report.problems.length).toBeGreaterThan(0);
    },
    180_000,
  );
});
