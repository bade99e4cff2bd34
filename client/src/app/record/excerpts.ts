/** Characters of a long text that are shown. */
const SHOWN = 160;
/** Of these, how many stand before the first difference. */
const LEAD = 40;

/** Two versions of a text, cut to where they begin to differ: what both have in common would hide a late change. */
export function excerpts(from: string, to: string): readonly [string, string] {
  const [old, young] = [[...from], [...to]];
  const differs = old.findIndex((character, index) => character !== young[index]);
  const common = differs < 0 ? old.length : differs;
  const start = common < SHOWN - LEAD ? 0 : common - LEAD;
  return [excerpt(old, start), excerpt(young, start)];
}

function excerpt(characters: readonly string[], start: number): string {
  const end = start + SHOWN;
  const text = characters.slice(start, end).join('');
  return `${start > 0 ? '…' : ''}${text}${characters.length > end ? '…' : ''}`;
}
