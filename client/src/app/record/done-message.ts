import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { EntityDefinition } from '@tidemark/entity-model';
import { injectSync } from '@tidemark/sync-angular';

/** Where the server is in reach, its answer is waited for this long. */
const PATIENCE_MS = 1_000;
const SHOWN_MS = 3_000;

/**
 * What is said after a write: that it is done, once the server has it; else that it is kept here. Nothing where it was
 * refused: the status chip and the record's badge tell that.
 */
@Service()
export class DoneMessage {
  private readonly sync = injectSync();
  private readonly snackBar = inject(MatSnackBar);

  /** To be called right after the write to the record. */
  async tell(done: string, entity: EntityDefinition, id: string): Promise<void> {
    const outcome = await this.sync.outcome(entity, id, this.sync.status().state === 'online' ? PATIENCE_MS : 0);
    if (outcome === 'refused') return;
    const text = outcome === 'saved' ? done : `${done} in this browser, sent later`;
    this.snackBar.open(text, undefined, { duration: SHOWN_MS });
  }
}
