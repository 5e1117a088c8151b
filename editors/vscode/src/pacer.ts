/** Keeps work that is asked for often from piling up. Knows nothing of the editor. */

/**
 * Does a task soon after it was asked for, never twice at once, and once more when it was asked for meanwhile: a key held
 * down costs a few runs, and the last run begins after the last request.
 */
export class Pacer {
  private timer: NodeJS.Timeout | undefined;
  private running = false;
  private again = false;
  private stopped = false;

  /**
   * @param task the work; it deals with its own failures
   * @param delay how long to wait before a run, so that requests that come together share it, in milliseconds
   */
  constructor(
    private readonly task: () => Promise<void>,
    private readonly delay: number,
  ) {}

  /** Asks for a run. */
  request(): void {
    if (this.running) {
      this.again = true;
    } else if (!this.stopped) {
      this.timer ??= setTimeout(() => void this.run(), this.delay);
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
    await this.task();
    this.running = false;
    if (this.again) {
      this.again = false;
      this.request();
    }
  }
}
