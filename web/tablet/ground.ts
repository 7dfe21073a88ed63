// Points on the ground and the ways between them, straight.
import {language, t} from './texts';
import type {Assignment} from './device';

export interface Point {
  lat: number;  // degrees, WGS 84
  lon: number;
}

const metresADegree = 111_195;

/** Metres east and north of `from`: a plane that is right to a percent below a hundred kilometres. */
export function planeFrom(from: Point): (point: Point) => {x: number; y: number} {
  const east = metresADegree * Math.cos((from.lat * Math.PI) / 180);
  return ({lat, lon}) => ({x: (lon - from.lon) * east, y: (lat - from.lat) * metresADegree});
}

export function metresBetween(a: Point, b: Point): number {
  const {x} = planeFrom({lat: (a.lat + b.lat) / 2, lon: a.lon})(b);
  return Math.hypot(x, (b.lat - a.lat) * metresADegree);
}

/** Where the building of an assignment stands, when the office knows. */
export function placeOf(assignment: Assignment | null): Point | undefined {
  const {lat, lon} = assignment ?? {};
  return typeof lat === 'number' && typeof lon === 'number' ? {lat, lon} : undefined;
}

/** `340 m`, `2.6 km`: no finer than it is known. */
export function shownDistance(metres: number): string {
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(language(), {maximumFractionDigits: digits}).format(value);
  if (metres < 950) return t('ground.metres', number(Math.round(metres / 10) * 10, 0));
  return t('ground.kilometres', number(metres / 1000, metres < 9_500 ? 1 : 0));
}
