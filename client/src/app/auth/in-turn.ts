/**
 * Does a piece of work while no other tab does one of the same name; where the browser has no locks (plain HTTP on
 * another host than localhost), at once.
 */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request(name, work) : work();
}
