/** Keeps work that is asked for often from piling up. Knows nothing of the editor. */

/** How many times as long as a run took nothing is done after it, so that a large draft leaves time for other things. */
const REST = 4;

/**
 * Does a task soon after it was asked for, never twice at once, and once more when it was asked for meanwhile: a key held
 * down costs a few runs, and the last run begins after the last request.
 */
export class Pacer {
  private timer: NodeJS.Timeout | undefined;
  private running = false;
  private again = false;
  private stopped = false;
  private wait: number;

  /**
   * @param task the work; it deals with its own failures
   * @param delay how long to wait before a run at least, so that requests that come together share it, in milliseconds
   */
  constructor(
    private readonly task: () => Promise<void>,
    private readonly delay: number,
  ) {
    this.wait = delay;
  }

  /** Asks for a run. */
  request(): void {
    if (this.running) {
      this.again = true;
    } else if (!this.stopped) {
      this.timer ??= setTimeout(() => void this.run(), this.wait);
    }
  }

  /** Ends it: no run begins any more. */
  dispose(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    this.running = true;
    const begun = performance.now();
    await this.task();
    this.wait = Math.max(this.delay, REST * (performance.now() - begun));
    this.running = false;
    if (this.again) {
      this.again = false;
      this.request();
    }
  }
}
