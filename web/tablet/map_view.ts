// The map under the finger. It is painted in tiles beside the page, each once a scale, and put together on a canvas
// that is larger than its window: moving shifts the canvas, and only when its margin is used up it is put together
// anew. Tiles are painted beforehand, one a frame, so that no frame waits for them.
import {corners, type Building, type Spot} from './map_ground';
import {densityOf, paint, paintsOf, toScreen, type Paints, type Scene} from './map_paint';

const tile = 256;    // pixels
const margin = 256;  // of the canvas around its window, as in sanaq.css
const scaleLeast = 0.0004, scaleMost = 6;
const tapReach = 24;
const keyStep = 80;

interface Tile {
  i: number;
  j: number;
  canvas: HTMLCanvasElement;
}

export class MapView {
  private readonly canvas = document.createElement('canvas');
  private width = 0;
  private height = 0;
  private readonly tiles = new Map<string, Tile>();
  private readonly spare: HTMLCanvasElement[] = [];  // making one costs more than painting it
  private drawn: Spot = {x: 0, y: 0};  // where the world's origin lay in the window when the canvas was put together
  private colours: Paints | undefined;
  private readonly bar = document.createElement('p');
  private centre: Spot = {x: 0, y: 0};
  private scale = 0.2;
  private readonly fingers = new Map<number, Spot>();
  private moved = 0;
  private place: Spot = {x: 0, y: 0};  // of the window on the screen
  private awaited = false;
  private odd = false;     // every second frame has time to paint ahead
  private stale = true;  // all tiles are of another scale or scene
  private readonly gone = new AbortController();

  constructor(
    private readonly host: HTMLElement,
    private scene: Scene,
    private readonly choose: (one: Building) => void,
  ) {
    this.bar.className = 'map-scale';
    host.replaceChildren(this.canvas, this.bar);
    this.measure();
    this.showAll();
    this.listen();
    new ResizeObserver(() => this.measure()).observe(host);
  }

  /** Other contents, the same place. */
  renew(scene: Scene): void {
    this.scene = scene;
    this.repaint();
  }

  showAll(): void {
    const {way, buildings} = this.scene.ground;
    const {low, high} = corners(way.length > 0 ? way : buildings);
    this.centre = {x: (low.x + high.x) / 2, y: (low.y + high.y) / 2};
    const room = (pixels: number, metres: number) => (pixels - 60) / Math.max(metres, 60);
    this.scaleTo(Math.min(room(this.width, high.x - low.x), room(this.height, high.y - low.y)));
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
    this.stale = true;
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

  // Asked once a size: asking makes the browser lay the page out.
  private measure(): void {
    const {clientWidth, clientHeight} = this.host;
    [this.width, this.height] = [clientWidth, clientHeight];
    const [width, height] = [clientWidth + 2 * margin, clientHeight + 2 * margin];
    const density = densityOf();
    [this.canvas.width, this.canvas.height] = [Math.round(width * density), Math.round(height * density)];
    [this.canvas.style.width, this.canvas.style.height] = [`${width}px`, `${height}px`];
    this.repaint();
  }

  private apply(): void {
    const {centre, scale, width, height} = this;
    const corner = {x: Math.round(width / 2 - centre.x * scale), y: Math.round(height / 2 + centre.y * scale)};
    const shift = {x: corner.x - this.drawn.x, y: corner.y - this.drawn.y};
    if (this.stale) this.begin();
    if (this.stale || Math.abs(shift.x) > margin || Math.abs(shift.y) > margin) this.putTogether(corner);
    else this.canvas.style.transform = `translate(${shift.x}px, ${shift.y}px)`;
    this.stale = false;
    const [next, ...others] = this.missing(corner, 2 * margin);
    this.odd = !this.odd;
    if (next && this.odd) this.show(this.paintTile(next));
    if (others.length > 0 || (next && !this.odd)) this.later();
  }

  // Another scale or another scene: nothing that was painted is right.
  private begin(): void {
    for (const {canvas} of this.tiles.values()) this.spare.push(canvas);
    this.tiles.clear();
    this.colours = paintsOf(this.host);
    this.drawBar();
  }

  private putTogether(corner: Spot): void {
    this.drawn = corner;
    for (const place of this.missing(corner, 0)) this.paintTile(place);
    const pen = this.canvas.getContext('2d');
    pen?.clearRect(0, 0, this.canvas.width, this.canvas.height);
    for (const one of this.tiles.values()) this.show(one);
    this.canvas.style.transform = '';
    this.drop(corner);
  }

  // Tiles within so many pixels of the window that are not painted yet.
  private missing(corner: Spot, around: number): [number, number][] {
    const {left, right, top, low} = this.range(corner, around);
    const places: [number, number][] = [];
    for (let j = top; j <= low; ++j)
      for (let i = left; i <= right; ++i) if (!this.tiles.has(`${i} ${j}`)) places.push([i, j]);
    return places;
  }

  private range({x, y}: Spot, around: number): {left: number; right: number; top: number; low: number} {
    const first = (at: number) => Math.floor((-at - around) / tile);
    const last = (at: number, size: number) => Math.floor((size - at + around) / tile);
    return {left: first(x), right: last(x, this.width), top: first(y), low: last(y, this.height)};
  }

  private paintTile([i, j]: [number, number]): Tile {
    const canvas = this.spare.pop() ?? document.createElement('canvas');
    const centre = {x: ((i + 0.5) * tile) / this.scale, y: (-(j + 0.5) * tile) / this.scale};
    if (this.colours) paint(canvas, {centre, scale: this.scale, width: tile, height: tile}, this.scene, this.colours);
    const one = {i, j, canvas};
    this.tiles.set(`${i} ${j}`, one);
    return one;
  }

  private show({i, j, canvas}: Tile): void {
    const [left, top] = [i * tile + this.drawn.x + margin, j * tile + this.drawn.y + margin];
    const outside = left + tile <= 0 || top + tile <= 0 || left >= this.width + 2 * margin ||
      top >= this.height + 2 * margin;
    if (outside) return;  // touching the canvas costs a frame its time
    const pen = this.canvas.getContext('2d');
    const density = densityOf();
    pen?.setTransform(density, 0, 0, density, 0, 0);
    pen?.drawImage(canvas, left, top, tile, tile);
  }

  private drop(corner: Spot): void {
    const {left, right, top, low} = this.range(corner, 4 * margin);
    for (const [key, {i, j, canvas}] of this.tiles) {
      if (i >= left && i <= right && j >= top && j <= low) continue;
      this.tiles.delete(key);
      this.spare.push(canvas);
    }
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
    const away = {x: x - this.width / 2, y: y - this.height / 2};
    const shift = 1 / this.scale - 1 / scale;
    this.centre = {x: this.centre.x + away.x * shift, y: this.centre.y - away.y * shift};
    this.scaleTo(scale);
  }

  private inHost(event: MouseEvent): Spot {
    return {x: event.clientX - this.place.x, y: event.clientY - this.place.y};
  }

  // Asked when a finger comes down, not while it moves: asking makes the browser lay the page out.
  private locate(): void {
    const {left, top} = this.host.getBoundingClientRect();
    this.place = {x: left, y: top};
  }

  private listen(): void {
    const {host, fingers} = this, {signal} = this.gone;
    host.addEventListener('pointerdown', (event) => {
      host.setPointerCapture(event.pointerId);
      this.locate();
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
      this.locate();
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
    const {centre, scale, width, height} = this;
    const at = toScreen({centre, scale, width, height});
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
