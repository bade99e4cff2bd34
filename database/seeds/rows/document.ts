import { projectOfDocument } from '../relations.ts';
import { slug } from '../slug.ts';
import type { SeedSource } from '../source.ts';

const TITLES: readonly (readonly [string, string])[] = [
  ['Layout drawing', 'drawing'],
  ['Functional specification', 'specification'],
  ['Minutes of the site meeting', 'minutes'],
  ['Status report', 'report'],
  ['Operating manual', 'manual'],
  ['Steering committee slides', 'presentation'],
  ['Risk assessment', 'report'],
  ['Wiring diagram', 'drawing'],
  ['Acceptance protocol', 'report'],
];

export const documentSource: SeedSource = {
  code: 'document',
  row(index, random, world) {
    const [title, kind] = random.pick(TITLES);
    return {
      title: `${title} ${random.int(1, 40)}`,
      projectId: world.id('project', projectOfDocument(index, world)),
      authorId: world.id('employee', world.spread('employee', index, 173)),
      kind,
      status: random.weighted([
        ['approved', 6],
        ['in_review', 2],
        ['draft', 3],
        ['archived', 2],
      ]),
      confidentiality: random.weighted([
        ['internal', 8],
        ['confidential', 2],
        ['public', 1],
      ]),
      revision: `${random.int(1, 4)}.${random.int(0, 9)}`,
      fileUrl: `https://files.tidemark.example/${index + 1}/${slug(title)}.pdf`,
      mediaType: 'application/pdf',
      sizeBytes: random.int(40_000, 9_000_000),
      reviewOn: random.chance(0.4) ? world.day(random.int(5, 400)) : null,
      summary: random.chance(0.4) ? 'As discussed with the customer; supersedes all earlier revisions.' : null,
      tags: random.some(['signed', 'customer', 'as built'], 1),
    };
  },
};
