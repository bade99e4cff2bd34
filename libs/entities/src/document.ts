import { choice, date, defineEntity, integer, ref, required, richText, tags, text, url } from '@tidemark/entity-model';

/** A file of a project, by its address, with its revision and approval. */
export const Document = defineEntity({
  code: 'document',
  area: 'knowledge',
  icon: 'description',
  title: 'title',
  access: { rule: 'project', via: 'projectId' },
  fields: {
    title: required(text({ max: 200 })),
    projectId: required(ref('project', { onDelete: 'cascade' })),
    authorId: ref('employee', { onDelete: 'set null' }),
    kind: choice(['specification', 'report', 'minutes', 'drawing', 'presentation', 'manual'], { default: 'report' }),
    status: choice(['draft', 'in_review', 'approved', 'archived'], { default: 'draft' }),
    confidentiality: choice(['public', 'internal', 'confidential'], { default: 'internal' }),
    revision: text({ max: 20, default: '1.0' }),
    fileUrl: url({ label: 'File' }),
    mediaType: text({ max: 100 }),
    sizeBytes: integer({ min: 0, label: 'Size (bytes)' }),
    reviewOn: date({ label: 'Next review' }),
    summary: richText({ max: 4_000 }),
    tags: tags(),
  },
  sort: ['kind', 'status', 'reviewOn', 'sizeBytes'],
  filter: ['kind', 'status', 'confidentiality', 'reviewOn', 'tags'],
  slots: ['title', 'projectId', 'kind', 'status'],
  columns: ['title', 'projectId', 'kind', 'revision', 'status', 'confidentiality', 'authorId', 'reviewOn'],
});
