import type { AccessRule, Area } from '@tidemark/entity-model';

/** What `nx g @tidemark/nx-plugin:entity` takes; described for people in schema.json. */
export interface EntityGeneratorOptions {
  name: string;
  fields: string;
  area?: Area;
  access?: AccessRule['rule'];
  icon?: string;
  skipFormat?: boolean;
}
