/** After so long without a word a step says that it is still at work, where there is no terminal to animate. */
const HEARTBEAT_MS = 10_000;

/** Announces a piece of work, does it, and says how long it took. The last words come from the work's result. */
export async function step<Result>(
  label: string,
  work: (note: (text: string) => void) => Promise<Result>,
): Promise<Result> {
  const started = performance.now();
  const seconds = (): string => `${((performance.now() - started) / 1_000).toFixed(1)} s`;
  let detail = '';
  const show = (): void => {
    process.stdout.write(`\r\u001b[K  … ${label}${detail && `: ${detail}`} (${seconds()})`);
  };
  const isTerminal = process.stdout.isTTY;
  const timer = setInterval(
    () => {
      if (isTerminal) show();
      else process.stdout.write(`  … ${label}${detail && `: ${detail}`} (${seconds()})\n`);
    },
    isTerminal ? 200 : HEARTBEAT_MS,
  );
  try {
    const result = await work((text) => (detail = text));
    process.stdout.write(`${isTerminal ? '\r\u001b[K' : ''}  ✓ ${label}${detail && `: ${detail}`} (${seconds()})\n`);
    return result;
  } catch (error) {
    process.stdout.write(`${isTerminal ? '\r\u001b[K' : ''}  ✗ ${label} (${seconds()})\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
