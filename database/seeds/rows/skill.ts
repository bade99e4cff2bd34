import type { SeedSource } from '../source.ts';

const SKILLS: readonly (readonly [string, string])[] = [
  ['PLC programming', 'engineering'],
  ['Hydraulics', 'engineering'],
  ['Drive technology', 'engineering'],
  ['PostgreSQL', 'engineering'],
  ['TypeScript', 'engineering'],
  ['Welding', 'engineering'],
  ['CAD', 'engineering'],
  ['Control cabinets', 'engineering'],
  ['Interaction design', 'design'],
  ['User research', 'design'],
  ['Technical illustration', 'design'],
  ['Project management', 'management'],
  ['Negotiation', 'management'],
  ['Conflict moderation', 'management'],
  ['German', 'language'],
  ['English', 'language'],
  ['Polish', 'language'],
  ['French', 'language'],
  ['Tendering', 'sales'],
  ['Pricing', 'sales'],
  ['Presentation', 'sales'],
  ['First aid', 'safety'],
  ['Fork lift', 'safety'],
  ['Working at height', 'safety'],
  ['Electrical safety', 'safety'],
];

export const skillSource: SeedSource = {
  code: 'skill',
  row(index, random, world) {
    const [name, category] = SKILLS[index % SKILLS.length] ?? ['CAD', 'engineering'];
    const level =
      ['', ', advanced', ', trainer', ', auditor', ', refresher'][Math.floor(index / SKILLS.length)] ??
      `, module ${index}`;
    const isSafety = category === 'safety';
    return {
      name: `${name}${level}`,
      category,
      ownerId: world.id('employee', world.spread('employee', index, 43)),
      demand: random.weighted([
        ['low', 1],
        ['normal', 3],
        ['high', 2],
      ]),
      requiresCertificate: isSafety || random.chance(0.1),
      validMonths: isSafety ? random.pick([12, 24, 36]) : null,
      trainingUrl: `https://learn.tidemark.example/${index + 1}`,
      trainingCost: random.int(2, 30) * 100,
      currency: 'EUR',
      description: `${name}: what a colleague can do alone, and when to call someone.`,
      tags: random.some(['certificate', 'online', 'on site'], 1),
    };
  },
};
