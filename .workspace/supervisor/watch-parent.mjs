// Preloaded into every process that a command keeps running (`node --import`). The IPC channel to the command closes when
// the command ends, however it ends; a process that lost it stops itself, so that a killed command leaves nothing behind.

const HARD_EXIT_MS = 4_000;

// Programs that this process forks inherit the preload and the environment; their channel is their parent's affair.
if (process.channel && !process.env['TIDEMARK_WATCHED']) {
  process.env['TIDEMARK_WATCHED'] = 'true';
  process.once('disconnect', () => {
    const postmaster = Number(process.env['TIDEMARK_POSTMASTER_PID']);
    // "Smart" shutdown: the embedded server stops when its last session, ours, is gone.
    if (postmaster > 1) signal(postmaster, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), HARD_EXIT_MS).unref();
    // Each of these processes leads a group of its own, with what it started itself.
    if (process.platform === 'win32' || !signal(-process.pid, 'SIGTERM')) process.kill(process.pid, 'SIGTERM');
  });
  // Listening must not keep a process alive that is done.
  process.channel.unref();
}

/**
 * @param {number} pid a process, or minus a group
 * @param {NodeJS.Signals} name
 * @returns {boolean} whether there was one to signal
 */
function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
