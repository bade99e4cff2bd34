export const TONES = ['grey', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'violet', 'pink'] as const;
export type Tone = (typeof TONES)[number];

/** Words whose meaning people expect in a certain colour, whatever the entity. */
const MEANINGS: Readonly<Record<Tone, string>> = {
  green:
    'active approved paid done won completed complete resolved accepted signed passed received delivered available published reimbursed hired good healthy on_track in_stock implemented reached settled',
  blue: 'open new in_progress submitted sent issued ordered started qualified scheduled confirmed in_use assigned ongoing on_order onboarding invoiced',
  teal: 'review in_review proposal testing verified partially_paid partly_paid negotiation mitigated partly_received refunded',
  amber:
    'on_hold pending waiting medium probation on_leave due expiring paused at_risk scheduled_change maintenance tentative worn in_repair frozen merging',
  orange: 'high overdue delayed escalated late damaged out_of_stock quarantined',
  red: 'blocked off_track critical urgent cancelled canceled lost rejected failed terminated expired void refused very_high occurred stolen missed declined broken',
  grey: 'draft planned planning low closed inactive archived none backlog todo to_do left retired former disposed prospect lead ended discontinued disbanded concept moved_on',
  violet: '',
  pink: '',
};

const TONE_OF = new Map<string, Tone>(
  Object.entries(MEANINGS).flatMap(([tone, words]) => words.split(' ').map((word) => [word, tone as Tone] as const)),
);

/** Colours for words without a known meaning: told apart, but promising nothing. */
const NEUTRAL: readonly Tone[] = ['violet', 'teal', 'blue', 'pink', 'grey', 'amber'];

/** The tone of a choice value; the same word always has the same one. */
export function choiceTone(value: string): Tone {
  const known = TONE_OF.get(value);
  if (known) return known;
  let hash = 7;
  for (const letter of value) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return NEUTRAL[hash % NEUTRAL.length] ?? 'grey';
}
