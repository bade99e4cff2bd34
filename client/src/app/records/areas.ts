import { ENTITIES } from '@tidemark/entities';
import { type Area, AREAS, type EntityDefinition, sentenceCase } from '@tidemark/entity-model';

/** The entities of one area, under its name for people. */
export interface EntityArea {
  readonly area: Area;
  readonly label: string;
  readonly entities: readonly EntityDefinition[];
}

/** All entities by area, as the navigation and the home page list them; areas without any are left out. */
export const ENTITY_AREAS: readonly EntityArea[] = AREAS.map((area) => ({
  area,
  label: sentenceCase(area),
  entities: ENTITIES.filter((entity) => entity.area === area),
})).filter(({ entities }) => entities.length > 0);
