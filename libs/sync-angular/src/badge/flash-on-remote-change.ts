import { Directive, effect, input, signal } from '@angular/core';

/** How long a change by somebody else stays marked. */
const FLASH_MS = 1_600;

/**
 * Marks an element with the class `remote-changed` for a moment when the record that it shows got a newer version from
 * the server. The look is the application's; honour `prefers-reduced-motion` there. Tables reuse their rows, so a change
 * counts only while `tideFlashId` stays the same; one's own saves are told apart by `tideFlashQuiet`.
 */
@Directive({ selector: '[tideFlash]', host: { '[class.remote-changed]': 'flashing()' } })
export class FlashOnRemoteChange {
  /** The version of the server's row; undefined while there is none. */
  readonly tideFlash = input.required<number | undefined>();
  readonly tideFlashId = input.required<string>();
  /** Whether the record has writes of one's own on their way, whose echo is no news. */
  readonly tideFlashQuiet = input(false);
  protected readonly flashing = signal(false);

  constructor() {
    let seen: { id: string; version: number | undefined; quiet: boolean } | undefined;
    effect((onCleanup) => {
      const now = { id: this.tideFlashId(), version: this.tideFlash(), quiet: this.tideFlashQuiet() };
      const before = seen;
      seen = now;
      const newer = before?.version !== undefined && now.version !== undefined && now.version > before.version;
      if (!before || before.id !== now.id || !newer || now.quiet || before.quiet) return;
      this.flashing.set(true);
      const timer = setTimeout(() => this.flashing.set(false), FLASH_MS);
      onCleanup(() => {
        clearTimeout(timer);
        this.flashing.set(false);
      });
    });
  }
}
