import { boolean, choice, defineEntity, ref, required, text, timestamp } from '@tidemark/entity-model';

/** A remark on a project, or on a task, ticket or document of it; goes with what it is about. */
export const Comment = defineEntity({
  code: 'comment',
  area: 'knowledge',
  icon: 'chat',
  title: 'body',
  access: { rule: 'project', via: 'projectId' },
  fields: {
    body: required(text({ max: 500, label: 'Comment' })),
    projectId: required(ref('project', { onDelete: 'cascade' })),
    authorId: required(ref('employee')),
    taskId: ref('task', { onDelete: 'cascade' }),
    ticketId: ref('ticket', { onDelete: 'cascade' }),
    documentId: ref('document', { onDelete: 'cascade' }),
    replyToId: ref('comment', { onDelete: 'cascade', label: 'In reply to' }),
    kind: choice(['note', 'question', 'decision', 'praise'], { default: 'note' }),
    isPinned: boolean({ default: false }),
    resolvedTs: timestamp({ label: 'Resolved' }),
  },
  sort: ['resolvedTs'],
  orderBy: '-createdTs',
  filter: ['kind', 'isPinned'],
  slots: ['projectId', 'taskId', 'kind', 'authorId'],
  columns: ['body', 'authorId', 'projectId', 'taskId', 'kind', 'isPinned', 'resolvedTs'],
});
