/** Whether PostgreSQL stores a text unchanged: it holds no NUL and no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}
