import { nameOf } from '../names.ts';
import { DEMO_PEOPLE } from '../people.ts';
import { phoneNumber } from '../phone-number.ts';
import { slug } from '../slug.ts';
import type { SeedSource } from '../source.ts';

/** How many employees lead a department: the first ones. */
const leaders = (departments: number) => departments;

/** The first employees head a department each; all others report to the head of theirs. Demo people keep their names. */
export const employeeSource: SeedSource = {
  code: 'employee',
  row(index, random, world) {
    const departments = world.count('department');
    const department = index < leaders(departments) ? index : world.spread('department', index, 5);
    const person = DEMO_PEOPLE.find(({ employee }) => employee === index);
    const name = person ? `${person.fname} ${person.lname}` : nameOf(index).full;
    const mailbox = person ? `${slug(person.fname)}.${slug(person.lname)}` : nameOf(index).mailbox;
    const hired = random.int(30, 5_500);
    const hasLeft = !person && index >= departments && random.chance(0.04);
    const employment = random.weighted([
      ['full_time', 16],
      ['part_time', 3],
      ['contractor', 2],
      ['intern', 1],
    ] as const);
    return {
      name,
      number: `E${String(index + 1001).padStart(5, '0')}`,
      email: `${mailbox}@tidemark.example`,
      phone: phoneNumber(random),
      status: hasLeft ? 'left' : hired < 60 ? 'onboarding' : random.chance(0.03) ? 'on_leave' : 'active',
      employment,
      departmentId: world.id('department', department),
      positionId: world.id('position', world.spread('position', index, 7)),
      managerId: index === 0 ? null : world.id('employee', index < departments ? 0 : department),
      officeId: world.id('office', random.chance(0.5) ? 0 : world.spread('office', index, 11)),
      hiredOn: world.day(-hired),
      leftOn: hasLeft ? world.day(-random.int(1, Math.min(hired, 700))) : null,
      weeklyHours: employment === 'part_time' ? random.pick([20, 24, 30]) : employment === 'intern' ? 35 : 40,
      birthDate: world.day(-random.int(20 * 365, 62 * 365)),
      nationalId: `${random.int(10, 99)} ${random.int(100_000, 999_999)} ${random.int(100, 999)}`,
      salary: random.int(40, 130) * 1_000,
      salaryCurrency: 'EUR',
      notes: random.chance(0.08) ? 'First aider.' : null,
    };
  },
};
