/** The word that takes the fewest changes of letters, if that is so few that it may have been meant. */
export function nearestWord(word: string, words: Iterable<string>): string | undefined {
  let [nearest, fewest]: [string | undefined, number] = [undefined, 3];
  for (const other of words) {
    const changes = distance(other, word.toLowerCase());
    if (changes < fewest) [nearest, fewest] = [other, changes];
  }
  return nearest;
}

/** Letters to insert, remove or replace to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
