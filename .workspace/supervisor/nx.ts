/** Nx's program, from the root of the workspace; started as a script, because its launcher is not one on every system. */
export const NX_PROGRAM = 'node_modules/nx/dist/bin/nx.js';

/** Nx as these commands use it: no daemon to outlive them, no full-screen interface over their own lines. */
export const NX_ENVIRONMENT: NodeJS.ProcessEnv = { NX_DAEMON: 'false', NX_TUI: 'false' };
