import { choice, defineEntity, integer, ref, required, text } from '@tidemark/entity-model';

/** Definitions for this library's own specs; it never imports those of an application. */
export const Project = defineEntity({
  code: 'project',
  area: 'delivery',
  icon: 'folder',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text()),
    status: choice(['active', 'closed'], { default: 'active' }),
    budget: integer(),
    parentId: ref('project'),
  },
  sort: ['budget'],
  filter: ['status'],
});

export const ID = ['a', 'b', 'c'].map((letter) => `0000000${letter}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
];
