import type { SeedSource } from '../source.ts';

/** Title and department (by number). */
const TITLES: readonly (readonly [string, number])[] = [
  ['Chief Executive Officer', 0],
  ['Chief Financial Officer', 1],
  ['Controller', 1],
  ['Accountant', 1],
  ['People Partner', 2],
  ['Recruiter', 2],
  ['Counsel', 3],
  ['Head of Engineering', 4],
  ['Mechanical Engineer', 4],
  ['Electrical Engineer', 4],
  ['Test Engineer', 4],
  ['Platform Engineer', 5],
  ['Site Reliability Engineer', 5],
  ['Database Engineer', 5],
  ['Control Systems Engineer', 6],
  ['Robotics Engineer', 6],
  ['Commissioning Engineer', 6],
  ['Product Manager', 7],
  ['Business Analyst', 7],
  ['Interaction Designer', 8],
  ['Technical Writer', 8],
  ['Project Manager', 9],
  ['Site Manager', 9],
  ['Scheduler', 9],
  ['Support Engineer', 10],
  ['Field Technician', 10],
  ['Account Manager', 11],
  ['Sales Engineer', 11],
  ['Campaign Manager', 12],
  ['Buyer', 13],
  ['Warehouse Manager', 14],
  ['Dispatcher', 14],
  ['Quality Engineer', 15],
  ['Safety Officer', 15],
];

const LEVELS = ['professional', 'senior', 'lead', 'junior'] as const;
const BASE_SALARY = { junior: 42_000, professional: 54_000, senior: 68_000, lead: 84_000, executive: 120_000 };

export const positionSource: SeedSource = {
  code: 'position',
  row(index, random, world) {
    const [title, department] = TITLES[index % TITLES.length] ?? TITLES[0] ?? ['Engineer', 4];
    const round = Math.floor(index / TITLES.length);
    const isHead = /^(Chief|Head)/.test(title);
    const level = isHead ? 'executive' : (LEVELS[round % LEVELS.length] ?? 'professional');
    const from = BASE_SALARY[level] + random.int(0, 8) * 500;
    const prefix = { junior: 'Junior ', professional: '', senior: 'Senior ', lead: 'Lead ', executive: '' }[level];
    const series =
      round >= LEVELS.length
        ? ` ${Math.floor(round / LEVELS.length) + 1}`
        : isHead && round > 0
          ? ` (deputy ${round})`
          : '';
    return {
      name: `${prefix}${title}${series}`,
      code: `P${String(index + 1).padStart(4, '0')}`,
      departmentId: world.id('department', department),
      level,
      salaryMin: from,
      salaryMax: from + random.int(8, 30) * 1_000,
      currency: 'EUR',
      openings: random.weighted([
        [0, 6],
        [1, 3],
        [2, 1],
      ]),
      isRemote: random.chance(0.4),
      description: `Works as ${title} in ${level} responsibility, with a team that reviews each other's work.`,
    };
  },
};
