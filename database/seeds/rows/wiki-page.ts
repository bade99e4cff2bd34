import { slug } from '../slug.ts';
import type { SeedSource } from '../source.ts';

const TITLES = [
  'Start here',
  'Who is who',
  'Site access',
  'Working hours on site',
  'Naming of signals',
  'Test plan',
  'Lessons learned',
  'Network addresses',
  'Glossary',
  'Shift handover',
];

export const wikiPageSource: SeedSource = {
  code: 'wiki_page',
  row(index, random, world) {
    const title = TITLES[index % TITLES.length] ?? 'Start here';
    const isPublished = random.chance(0.85);
    return {
      title,
      slug: `${slug(title)}-${index + 1}`,
      projectId: world.id('project', world.spread('project', index, 179)),
      parentId: null,
      authorId: world.id('employee', world.spread('employee', index, 181)),
      status: isPublished
        ? random.weighted([
            ['published', 8],
            ['outdated', 1],
          ])
        : 'draft',
      position: index % TITLES.length,
      publishedTs: isPublished ? world.moment(-random.int(1, 400), random.int(8, 18), random.int(0, 59)) : null,
      reviewOn: random.chance(0.5) ? world.day(random.int(5, 300)) : null,
      body: `# ${title}\n\nKeep this page short. Whoever finds a mistake corrects it.\n\n- Contact: the project manager\n- Updated: at every hand-over`,
      tags: random.some(['onboarding', 'safety', 'reference'], 1),
    };
  },
};
