// Draws the map on a canvas, once a still picture: moving it is the browser's work.
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

/** Colours of the style sheet, light or dark. */
export function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: of('paper'), land: of('surface'), line: of('line'), ink: of('ink'), soft: of('soft'), accent: of('accent'),
    onAccent: of('on-accent'), warn: of('warn'), good: of('good'),
  };
}

export function toScreen({centre, scale, width, height}: Frame): (spot: Spot) => Spot {
  return ({x, y}) => ({x: width / 2 + (x - centre.x) * scale, y: height / 2 - (y - centre.y) * scale});
}

export function paint(canvas: HTMLCanvasElement, frame: Frame, scene: Scene, colours: Palette): void {
  const density = Math.min(window.devicePixelRatio || 1, 2);
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
  drawWay(pen, scene.ground.way, at, colours);
  drawBuildings(pen, frame, scene, at, colours);
  if (scene.me) drawMe(pen, at(scene.me), scene.me.accuracy * frame.scale, colours);
}

type Place = (spot: Spot) => Spot;
type Pen = CanvasRenderingContext2D;

function trace(pen: Pen, spots: readonly Spot[], at: Place): void {
  spots.forEach((spot, i) => {
    const {x, y} = at(spot);
    if (i === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
}

function drawLand(pen: Pen, frame: Frame, rings: Ring[], at: Place, colours: Palette): void {
  const {centre, scale, width, height} = frame;
  const [half, tall] = [width / 2 / scale, height / 2 / scale];
  const seen = rings.filter(({low, high}) => low.x < centre.x + half && high.x > centre.x - half &&
    low.y < centre.y + tall && high.y > centre.y - tall);
  pen.beginPath();
  for (const {spots} of seen) {
    trace(pen, spots, at);
    pen.closePath();
  }
  pen.fillStyle = colours.land;
  pen.strokeStyle = colours.soft;
  pen.lineWidth = 1.5;
  pen.fill('evenodd');
  pen.setLineDash([8, 4, 2, 4]);
  pen.stroke();
  pen.setLineDash([]);
}

function drawStreets(pen: Pen, frame: Frame, {streets}: MapGround, at: Place, colours: Palette): void {
  const {scale, width, height} = frame;
  pen.beginPath();
  for (const {spots} of streets) trace(pen, spots, at);
  pen.strokeStyle = colours.line;
  pen.lineWidth = Math.max(2, Math.min(10, 12 * scale));
  pen.lineJoin = pen.lineCap = 'round';
  pen.stroke();
  if (scale < namesFrom) return;
  pen.font = '600 13px system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'bottom';
  for (const {name, spots} of streets) {
    const {x, y} = at(spots[spots.length >> 1] as Spot);
    const seen = x > -100 && x < width + 100 && y > 0 && y < height + 40;
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

function drawWay(pen: Pen, way: Spot[], at: Place, colours: Palette): void {
  pen.beginPath();
  trace(pen, way, at);
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1.5;
  pen.stroke();
}

function drawBuildings(pen: Pen, frame: Frame, scene: Scene, at: Place, colours: Palette): void {
  const taken = new Set<number>();
  const numbers: [string, Spot][] = [];
  const sprites = new Map<Mark, HTMLCanvasElement>();
  for (const building of scene.ground.buildings) {
    const spot = at(building);
    const {x, y} = spot;
    if (x < -markSize || y < -markSize || x > frame.width + markSize || y > frame.height + markSize) continue;
    // Of marks that would cover each other one is enough.
    const cell = Math.round(x / 4) * 10_000 + Math.round(y / 4);
    if (taken.has(cell)) continue;
    taken.add(cell);
    let sprite = sprites.get(building.mark);
    if (!sprite) sprites.set(building.mark, (sprite = spriteOf(building.mark, colours)));
    pen.drawImage(sprite, x - markSize / 2, y - markSize / 2, markSize, markSize);
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
