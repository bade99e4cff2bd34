/** Words that people write in capitals; everything else in a label is lower case. */
const ACRONYMS = new Set(['url', 'id', 'vat', 'sku', 'iban', 'bic', 'hr', 'it', 'po', 'sla', 'roi', 'isbn', 'ip']);

/** Words whose plural no rule gives. */
const PLURALS = new Map([
  ['person', 'people'],
  ['child', 'children'],
  ['staff', 'staff'],
  ['equipment', 'equipment'],
]);

/** Column name of a field: `dueOn` becomes `due_on`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Field name of a column: `due_on` becomes `dueOn`. Undoes `snakeCase`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Name of the definition that an entity code is exported as: `wiki_page` becomes `WikiPage`. */
export function pascalCase(code: string): string {
  const camel = camelCase(code);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** A code, choice or field name as people write it: `in_progress` becomes "In progress", `vatNumber` "VAT number". */
export function sentenceCase(name: string): string {
  const words = snakeCase(name).split('_').filter(Boolean);
  const spelled = words.map((word) => (ACRONYMS.has(word) ? word.toUpperCase() : word));
  const sentence = spelled.join(' ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Plural of a label, by its last word: "Change request" becomes "Change requests", "Opportunity" "Opportunities". */
export function pluralOf(label: string): string {
  const [, head = '', last = label] = /^(.* )?(\S+)$/.exec(label) ?? [];
  const known = PLURALS.get(last.toLowerCase());
  if (known) return head + (head ? known : known.charAt(0).toUpperCase() + known.slice(1));
  if (/[^aeiou]y$/i.test(last)) return `${head}${last.slice(0, -1)}ies`;
  return head + last + (/(s|x|z|ch|sh)$/i.test(last) ? 'es' : 's');
}
