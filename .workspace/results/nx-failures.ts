/** The tasks that Nx lists as failed at the end of its output, such as `api:lint`. */
export function nxFailures(output: string): string[] {
  const list = output.slice(output.lastIndexOf('Failed tasks:'));
  if (!list.startsWith('Failed tasks:')) return [];
  return [...list.matchAll(/^\s*- (\S+:\S+)\s*$/gm)].flatMap(([, task]) => (task === undefined ? [] : [task]));
}
