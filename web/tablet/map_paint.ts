// Draws a piece of the map on a canvas.
import type {Building, MapGround, Mark, Ring, Spot} from './map_ground';

export interface Frame {
  centre: Spot;      // metres
  scale: number;     // pixels a metre
  width: number;     // pixels of CSS
  height: number;
}

export interface Scene {
  ground: MapGround;
  rings: Ring[];
  me: (Spot & {accuracy: number}) | undefined;
  chosen: Building | undefined;
}

const markSize = 14;
const namesFrom = 0.12, numbersFrom = 0.45;  // pixels a metre

interface Palette {
  paper: string;
  land: string;
  line: string;
  ink: string;
  soft: string;
  accent: string;
  onAccent: string;
  warn: string;
  good: string;
}

export interface Paints extends Palette {
  marks: Record<Mark, HTMLCanvasElement>;
}

/** Colours of the style sheet, light or dark, and the marks in them. */
export function paintsOf(element: HTMLElement): Paints {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const colours: Palette = {
    paper: of('paper'), land: of('surface'), line: of('line'), ink: of('ink'), soft: of('soft'), accent: of('accent'),
    onAccent: of('on-accent'), warn: of('warn'), good: of('good'),
  };
  const mark = (name: Mark) => spriteOf(name, colours);
  return {...colours, marks: {todo: mark('todo'), due: mark('due'), begun: mark('begun'), finished: mark('finished'),
    gone: mark('gone')}};
}

/** Pixels of the screen a pixel of CSS; more than two nobody sees. */
export function densityOf(): number {
  return Math.min(window.devicePixelRatio || 1, 2);
}

export function toScreen({centre, scale, width, height}: Frame): (spot: Spot) => Spot {
  return ({x, y}) => ({x: width / 2 + (x - centre.x) * scale, y: height / 2 - (y - centre.y) * scale});
}

export function paint(canvas: HTMLCanvasElement, frame: Frame, scene: Scene, colours: Paints): void {
  const density = densityOf();
  const [width, height] = [Math.round(frame.width * density), Math.round(frame.height * density)];
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, frame.width, frame.height);
  const at = toScreen(frame);
  drawLand(pen, frame, scene.rings, at, colours);
  drawStreets(pen, frame, scene.ground, at, colours);
  drawWay(pen, frame, scene.ground.way, at, colours);
  drawBuildings(pen, frame, scene, at, colours);
  if (scene.me) drawMe(pen, at(scene.me), scene.me.accuracy * frame.scale, colours);
}

type Place = (spot: Spot) => Spot;
type Pen = CanvasRenderingContext2D;

// Only the legs that may be seen: a boundary runs for hundreds of kilometres beside the picture. False: there are none.
function trace(pen: Pen, {width, height}: Frame, spots: readonly Spot[], at: Place, around: number): boolean {
  let before: Spot | undefined, joined = false, any = false;
  for (const spot of spots) {
    const now = at(spot);
    const seen = before !== undefined && Math.min(before.x, now.x) < width + around &&
      Math.max(before.x, now.x) > -around && Math.min(before.y, now.y) < height + around &&
      Math.max(before.y, now.y) > -around;
    if (seen && before && !joined) pen.moveTo(before.x, before.y);
    if (seen) pen.lineTo(now.x, now.y);
    [before, joined, any] = [now, seen, any || seen];
  }
  return any;
}

const closed = (spots: readonly Spot[]): Spot[] => [...spots, ...spots.slice(0, 1)];

// Whether the place is on land: inside an odd number of rings.
function onLand(rings: Ring[], {x, y}: Spot): boolean {
  let inside = false;
  for (const {spots} of rings) {
    let before = spots[spots.length - 1];
    for (const now of spots) {
      if (before && before.y > y !== now.y > y &&
        x < now.x + ((before.x - now.x) * (y - now.y)) / (before.y - now.y)) inside = !inside;
      before = now;
    }
  }
  return inside;
}

function drawLand(pen: Pen, frame: Frame, rings: Ring[], at: Place, colours: Palette): void {
  const {centre, scale, width, height} = frame;
  const [half, tall] = [width / 2 / scale, height / 2 / scale];
  const near = rings.filter(({low, high}) => low.x < centre.x + half && high.x > centre.x - half &&
    low.y < centre.y + tall && high.y > centre.y - tall);
  pen.beginPath();
  const crossed = near.map(({spots}) => trace(pen, frame, closed(spots), at, 2)).includes(true);
  pen.fillStyle = colours.land;
  if (!crossed) {
    if (onLand(near, centre)) pen.fillRect(0, 0, width, height);
    return;
  }
  const line = new Path2D();
  for (const {spots} of near) {
    spots.forEach((spot, i) => {
      const {x, y} = at(spot);
      if (i === 0) line.moveTo(x, y);
      else line.lineTo(x, y);
    });
    line.closePath();
  }
  pen.fill(line, 'evenodd');
  pen.strokeStyle = colours.soft;
  pen.lineWidth = 1.5;
  pen.stroke();
}

function drawStreets(pen: Pen, frame: Frame, {streets}: MapGround, at: Place, colours: Palette): void {
  const {scale, width, height} = frame;
  pen.beginPath();
  const any = streets.map(({spots}) => trace(pen, frame, spots, at, markSize)).includes(true);
  pen.strokeStyle = colours.line;
  pen.lineWidth = Math.max(2, Math.min(10, 12 * scale));
  pen.lineJoin = pen.lineCap = 'round';
  if (any) pen.stroke();
  if (scale < namesFrom) return;
  pen.font = '600 13px system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'bottom';
  for (const {name, spots} of streets) {
    const {x, y} = at(spots[spots.length >> 1] as Spot);
    const seen = x > -150 && x < width + 150 && y > 0 && y < height + 40;
    if (seen) write(pen, name, x, y - markSize, colours.soft, colours.paper);
  }
}

function write(pen: Pen, text: string, x: number, y: number, colour: string, around: string): void {
  pen.strokeStyle = around;
  pen.lineWidth = 3;
  pen.strokeText(text, x, y);
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

function drawWay(pen: Pen, frame: Frame, way: Spot[], at: Place, colours: Palette): void {
  pen.beginPath();
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1.5;
  if (trace(pen, frame, way, at, 2)) pen.stroke();
}

function drawBuildings(pen: Pen, frame: Frame, scene: Scene, at: Place, colours: Paints): void {
  const taken = new Set<number>();
  const numbers: [string, Spot][] = [];
  for (const building of scene.ground.buildings) {
    const spot = at(building);
    const {x, y} = spot;
    if (x < -markSize || y < -markSize || x > frame.width + markSize || y > frame.height + markSize) continue;
    // Of marks that would cover each other one is enough.
    const cell = Math.round(x / 4) * 10_000 + Math.round(y / 4);
    if (taken.has(cell)) continue;
    taken.add(cell);
    pen.drawImage(colours.marks[building.mark], x - markSize / 2, y - markSize / 2, markSize, markSize);
    if (frame.scale >= numbersFrom) numbers.push([building.house, spot]);
  }
  pen.font = '12px system-ui, sans-serif';
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  for (const [house, {x, y}] of numbers) write(pen, house, x + markSize / 2 + 2, y, colours.ink, colours.paper);
  if (scene.chosen) ring(pen, at(scene.chosen), markSize, colours.ink, 3);
}

// Marks differ in shape, not only in colour.
function spriteOf(mark: Mark, colours: Palette): HTMLCanvasElement {
  const size = markSize * 2;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [size, size];
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.lineWidth = 4;
  const {accent, onAccent, warn, good, soft, land} = colours;
  pen.strokeStyle = {todo: onAccent, due: onAccent, begun: accent, finished: good, gone: soft}[mark];
  pen.fillStyle = {todo: accent, due: warn, begun: land, finished: land, gone: land}[mark];
  const middle = size / 2, reach = size / 2 - 3;
  pen.beginPath();
  if (mark === 'due') {
    pen.moveTo(middle, 0);
    for (const [x, y] of [[size, middle], [middle, size], [0, middle]] as const) pen.lineTo(x, y);
    pen.closePath();
  } else if (mark === 'gone') pen.rect(5, 5, size - 10, size - 10);
  else pen.arc(middle, middle, reach, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  if (mark === 'begun') {
    pen.beginPath();
    pen.arc(middle, middle, reach / 2, 0, 2 * Math.PI);
    pen.fillStyle = colours.accent;
    pen.fill();
  }
  return canvas;
}

function ring(pen: Pen, {x, y}: Spot, radius: number, colour: string, width: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}

function drawMe(pen: Pen, spot: Spot, accuracy: number, colours: Palette): void {
  ring(pen, spot, Math.max(accuracy, 8), colours.warn, 1.5);
  pen.beginPath();
  pen.arc(spot.x, spot.y, 6, 0, 2 * Math.PI);
  pen.fillStyle = colours.warn;
  pen.fill();
  ring(pen, spot, 7, colours.land, 2);
}
