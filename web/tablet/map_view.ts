// The map under the finger: moving shifts a picture that is larger than its window, and a new one is painted when the
// margin is used up or the scale changes.
import {corners, type Building, type Spot} from './map_ground';
import {paint, paletteOf, toScreen, type Frame, type Scene} from './map_paint';

const margin = 200;  // as in sanaq.css
const scaleLeast = 0.0004, scaleMost = 6;
const tapReach = 24;
const keyStep = 80;

export class MapView {
  private readonly canvas = document.createElement('canvas');
  private readonly bar = document.createElement('p');
  private centre: Spot = {x: 0, y: 0};
  private scale = 0.2;
  private painted: Frame | undefined;
  private readonly fingers = new Map<number, Spot>();
  private moved = 0;
  private awaited = false;
  private readonly gone = new AbortController();

  constructor(
    private readonly host: HTMLElement,
    private scene: Scene,
    private readonly choose: (one: Building) => void,
  ) {
    this.bar.className = 'map-scale';
    host.replaceChildren(this.canvas, this.bar);
    this.showAll();
    this.listen();
    new ResizeObserver(() => this.repaint()).observe(host);
  }

  /** Other contents, the same place. */
  show(scene: Scene): void {
    this.scene = scene;
    this.repaint();
  }

  showAll(): void {
    const {way, buildings} = this.scene.ground;
    const {low, high} = corners(way.length > 0 ? way : buildings);
    this.centre = {x: (low.x + high.x) / 2, y: (low.y + high.y) / 2};
    const room = (pixels: number, metres: number) => (pixels - 60) / Math.max(metres, 60);
    this.scaleTo(Math.min(room(this.host.clientWidth, high.x - low.x), room(this.host.clientHeight, high.y - low.y)));
  }

  goTo(spot: Spot, scaleAtLeast = 0): void {
    this.centre = {x: spot.x, y: spot.y};
    this.scaleTo(Math.max(this.scale, scaleAtLeast));
  }

  zoom(factor: number): void {
    this.scaleTo(this.scale * factor);
  }

  close(): void {
    this.gone.abort();
  }

  private scaleTo(scale: number): void {
    this.scale = Math.min(scaleMost, Math.max(scaleLeast, scale));
    this.repaint();
  }

  private repaint(): void {
    this.painted = undefined;
    this.later();
  }

  // At most one change a frame.
  private later(): void {
    if (this.awaited) return;
    this.awaited = true;
    requestAnimationFrame(() => {
      this.awaited = false;
      if (!this.gone.signal.aborted) this.apply();
    });
  }

  private apply(): void {
    const {painted, centre, scale, host} = this;
    if (painted) {
      const x = (painted.centre.x - centre.x) * scale, y = (centre.y - painted.centre.y) * scale;
      if (Math.abs(x) <= margin && Math.abs(y) <= margin) {
        this.canvas.style.transform = `translate(${x}px, ${y}px)`;
        return;
      }
    }
    const [width, height] = [host.clientWidth + 2 * margin, host.clientHeight + 2 * margin];
    const frame = {centre: {...centre}, scale, width, height};
    paint(this.canvas, frame, this.scene, paletteOf(host));
    this.canvas.style.transform = '';
    [this.canvas.style.width, this.canvas.style.height] = [`${frame.width}px`, `${frame.height}px`];
    this.painted = frame;
    this.drawBar();
  }

  private drawBar(): void {
    const steps = [5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5];
    const metres = steps.reverse().find((step) => step * this.scale <= 110) ?? 5;
    this.bar.style.width = `${metres * this.scale}px`;
    this.bar.textContent = metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
  }

  private move(dx: number, dy: number): void {
    this.centre = {x: this.centre.x - dx / this.scale, y: this.centre.y + dy / this.scale};
    this.later();
  }

  // The point under the finger stays under it.
  private zoomAt({x, y}: Spot, factor: number): void {
    const scale = Math.min(scaleMost, Math.max(scaleLeast, this.scale * factor));
    const away = {x: x - this.host.clientWidth / 2, y: y - this.host.clientHeight / 2};
    const shift = 1 / this.scale - 1 / scale;
    this.centre = {x: this.centre.x + away.x * shift, y: this.centre.y - away.y * shift};
    this.scaleTo(scale);
  }

  private inHost(event: MouseEvent): Spot {
    const {left, top} = this.host.getBoundingClientRect();
    return {x: event.clientX - left, y: event.clientY - top};
  }

  private listen(): void {
    const {host, fingers} = this, {signal} = this.gone;
    host.addEventListener('pointerdown', (event) => {
      host.setPointerCapture(event.pointerId);
      if (fingers.size === 0) this.moved = 0;
      fingers.set(event.pointerId, this.inHost(event));
    }, {signal});
    host.addEventListener('pointermove', (event) => this.dragged(event), {signal});
    host.addEventListener('pointerup', (event) => {
      fingers.delete(event.pointerId);
      if (fingers.size === 0 && this.moved < 8) this.tapped(this.inHost(event));
    }, {signal});
    host.addEventListener('pointercancel', (event) => void fingers.delete(event.pointerId), {signal});
    host.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.zoomAt(this.inHost(event), 1.2 ** (-event.deltaY / 100));
    }, {signal, passive: false});
    host.addEventListener('keydown', (event) => {
      if (this.key(event.key)) event.preventDefault();
    }, {signal});
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.repaint(), {signal});
  }

  private dragged(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = this.inHost(event);
    this.fingers.set(event.pointerId, now);
    this.moved += Math.hypot(now.x - before.x, now.y - before.y);
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) return this.move(now.x - before.x, now.y - before.y);
    const spread = (one: Spot) => Math.max(10, Math.hypot(one.x - other.x, one.y - other.y));
    this.zoomAt({x: (now.x + other.x) / 2, y: (now.y + other.y) / 2}, spread(now) / spread(before));
  }

  private tapped(spot: Spot): void {
    const {centre, scale, host} = this;
    const at = toScreen({centre, scale, width: host.clientWidth, height: host.clientHeight});
    let nearest: Building | undefined, reach = tapReach;
    for (const building of this.scene.ground.buildings) {
      const {x, y} = at(building);
      const far = Math.hypot(x - spot.x, y - spot.y);
      if (far < reach) [nearest, reach] = [building, far];
    }
    if (nearest) this.choose(nearest);
  }

  private key(key: string): boolean {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [keyStep, 0], ArrowRight: [-keyStep, 0], ArrowUp: [0, keyStep], ArrowDown: [0, -keyStep],
    };
    const step = steps[key];
    if (step) this.move(...step);
    else if (key === '+' || key === '=') this.zoom(1.5);
    else if (key === '-') this.zoom(1 / 1.5);
    else if (key === 'Home') this.showAll();
    else return false;
    return true;
  }
}
