const idleMost = 5 * 60_000;
const look = 5_000;
const touches = ['pointerdown', 'keydown', 'input', 'scroll'];

/** Calls when nobody has touched the tablet for five minutes, also when it slept meanwhile. */
export class IdleWatch {
  private touched = Date.now();
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(private readonly onIdle: () => void) {
    this.timer = setInterval(this.check, look);
    for (const name of touches) document.addEventListener(name, this.touch, {capture: true, passive: true});
    document.addEventListener('visibilitychange', this.check);
  }

  stop(): void {
    clearInterval(this.timer);
    for (const name of touches) document.removeEventListener(name, this.touch, {capture: true});
    document.removeEventListener('visibilitychange', this.check);
  }

  private readonly touch = (): void => {
    this.check();
    this.touched = Date.now();
  };

  private readonly check = (): void => {
    if (Date.now() - this.touched >= idleMost) this.onIdle();
  };
}
