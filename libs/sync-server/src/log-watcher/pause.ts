/** A wait that can be cut short. An `end` while nobody waits cuts short the next wait, so that no wake is lost. */
export class Pause {
  private isEnded = false;
  private finish: (() => void) | undefined;

  async wait(ms: number): Promise<void> {
    if (!this.isEnded) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.finish = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.finish = undefined;
    }
    this.isEnded = false;
  }

  end(): void {
    this.isEnded = true;
    this.finish?.();
  }
}
