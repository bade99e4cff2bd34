import {
  choice,
  date,
  defineEntity,
  integer,
  ref,
  required,
  richText,
  tags,
  text,
  timestamp,
} from '@tidemark/entity-model';

/** A page of a project's wiki; pages form a tree. */
export const WikiPage = defineEntity({
  code: 'wiki_page',
  area: 'knowledge',
  icon: 'menu_book',
  title: 'title',
  access: { rule: 'project', via: 'projectId' },
  fields: {
    title: required(text({ max: 200 })),
    slug: required(text({ max: 120, unique: true, hint: "The page's address: lower-case words with dashes." })),
    projectId: required(ref('project', { onDelete: 'cascade' })),
    parentId: ref('wiki_page', { onDelete: 'set null', label: 'Part of' }),
    authorId: ref('employee', { onDelete: 'set null' }),
    status: choice(['draft', 'published', 'outdated'], { default: 'draft' }),
    position: integer({ min: 0, max: 100_000, default: 0 }),
    publishedTs: timestamp({ label: 'Published' }),
    reviewOn: date({ label: 'Next review' }),
    body: richText({ max: 100_000 }),
    tags: tags(),
  },
  sort: ['position', 'publishedTs', 'reviewOn'],
  filter: ['status', 'reviewOn', 'tags'],
  slots: ['title', 'projectId', 'parentId', 'status'],
  columns: ['title', 'projectId', 'parentId', 'authorId', 'status', 'publishedTs', 'reviewOn'],
});
