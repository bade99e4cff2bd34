import { choice, currency, defineEntity, integer, money, ref, required, text } from '@tidemark/entity-model';

/** Two small entities, one referring to the other, for specs. */
export const SampleProject = defineEntity({
  code: 'project',
  area: 'delivery',
  icon: 'folder',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text({ max: 30 })),
    status: required(choice(['active', 'closed'], { default: 'active' })),
    budget: integer(),
    note: text(),
  },
  sort: ['name', 'budget'],
  filter: ['status', 'budget'],
  slots: ['name', 'status'],
});

export const SampleTask = defineEntity({
  code: 'task',
  area: 'delivery',
  icon: 'task',
  title: 'name',
  access: { rule: 'directory' },
  fields: { name: required(text()), projectId: ref('project'), cost: money(), currency: currency() },
  slots: ['name', 'projectId'],
});

/** A well-formed UUID that is easy to recognise. */
export function sampleId(letter: string): string {
  return `${letter.repeat(8)}-0000-4000-8000-000000000000`;
}
