import { choice, defineEntity, integer, ref, required, text } from '@tidemark/entity-model';

/** Who may read a record: its `team` is one of the person's. */
export const TEAMS: Readonly<Record<string, readonly string[]>> = { ada: ['red', 'all'], tom: ['blue', 'all'] };

export const Project = defineEntity({
  code: 'project',
  area: 'delivery',
  icon: 'folder',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text()),
    team: required(choice(['red', 'blue', 'all'])),
    note: text(),
    size: integer(),
  },
  sort: ['name', 'size'],
  filter: ['team'],
  slots: ['name', 'team'],
});

export const Task = defineEntity({
  code: 'task',
  area: 'delivery',
  icon: 'task',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text()),
    team: required(choice(['red', 'blue', 'all'])),
    note: text(),
    projectId: ref('project'),
  },
  sort: ['name'],
  filter: ['team'],
  slots: ['name', 'projectId'],
});
