import { assertInInjectionContext, inject } from '@angular/core';

import { EntityWords } from '../internal/entity-words.ts';
import { type Refusal, refusalReason } from './refusal-reason.ts';

/**
 * The words of the sync panel for why a write was refused, for pages that say it too.
 *
 * @example
 * private readonly reasonOf = injectRefusalReason();
 * readonly reasons = computed(() =>
 *   this.project.refused().map((mutation) => this.reasonOf({ ...mutation, entityCode: 'project' })),
 * );
 */
export function injectRefusalReason(): (refusal: Refusal) => string {
  assertInInjectionContext(injectRefusalReason);
  const words = inject(EntityWords);
  return (refusal) => refusalReason(refusal, words);
}
