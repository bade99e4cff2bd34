import { startChild } from './child.ts';
import { NX_ENVIRONMENT, NX_PROGRAM } from './nx.ts';
import type { Scope } from './scope.ts';

const STOP_PATIENCE_MS = 1_000;

/** Builds what changed since the last build (Nx compares the inputs); throws with the builder's output if one fails. */
export async function build(projects: readonly string[], scope: Scope): Promise<void> {
  const child = startChild({
    args: [NX_PROGRAM, 'run-many', '-t', 'build', '-p', projects.join(','), '--outputStyle=static'],
    env: { ...NX_ENVIRONMENT, FORCE_COLOR: '0' },
    output: 'collect',
  });
  scope.onStop(() => child.stop(STOP_PATIENCE_MS));
  const { code, description, output } = await child.ended;
  if (code !== 0 && !scope.signal.aborted)
    throw new Error(`The build of ${projects.join(' and ')} ${description}:\n${output}`);
}
