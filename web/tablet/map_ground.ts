// What the map shows: buildings, streets through them, the way, the land. On a plane in metres around the addresses.
// Addresses come out of the sealed journal; the boundaries are public and the same for everybody.
import {isDue, isOpen} from './appointments';
import type {Case} from './device';
import {placeOf, planeFrom, type Point} from './ground';
import type {Route} from './route';

export interface Spot {
  x: number;  // metres east
  y: number;  // metres north
}

export type Mark = 'todo' | 'due' | 'begun' | 'finished' | 'gone';

export interface Building extends Spot {
  cases: Case[];
  mark: Mark;
  house: string;
  stop: number;  // of the route; 0: not on it
}

export interface Street {
  name: string;
  spots: Spot[];
}

export interface Ring {
  spots: Spot[];
  low: Spot;
  high: Spot;
}

export interface MapGround {
  origin: Point;
  buildings: Building[];
  streets: Street[];
  way: Spot[];
  unplaced: number;  // cases whose place is not known
}

function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = key(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}

const buildingKey = ({assignment}: Case): string => {
  const {territory, street, house, building} = assignment?.address ?? {};
  return [territory, street, house, building].join('\n');
};

export function groundOf(cases: readonly Case[], route: Route, now: Date): MapGround | undefined {
  const placed = cases.filter((one) => placeOf(one.assignment));
  const first = placed[0] && placeOf(placed[0].assignment);
  if (!first) return undefined;
  const plane = planeFrom(first);
  const stops = new Map(route.stops.map(({one, building}) => [one.case, building]));
  const groups = grouped(placed, buildingKey);
  const buildings = [...groups.values()].map((all): Building => {
    const [one] = all as [Case];
    return {...plane(placeOf(one.assignment) as Point), cases: all, mark: markOf(all, now),
      house: one.assignment?.address?.house ?? '', stop: Math.max(0, ...all.map(({case: id}) => stops.get(id) ?? 0))};
  });
  const onWay = buildings.filter(({stop}) => stop > 0).sort((a, b) => a.stop - b.stop);
  return {origin: first, buildings, streets: streetsOf(buildings), way: onWay, unplaced: cases.length - placed.length};
}

function markOf(all: Case[], now: Date): Mark {
  if (all.some((one) => isDue(one, now))) return 'due';
  if (all.some(({state}) => state === 'begun')) return 'begun';
  if (all.some(isOpen)) return 'todo';
  return all.some(({state}) => state === 'waiting' || state === 'confirmed') ? 'finished' : 'gone';
}

// No network of streets is at hand: a line through the houses of a street, by their numbers, stands for it.
function streetsOf(buildings: Building[]): Street[] {
  const addressAt = ({cases}: Building) => cases[0]?.assignment?.address;
  const key = (one: Building) => `${addressAt(one)?.territory}\n${addressAt(one)?.street}`;
  const number = ({house}: Building) => Number.parseInt(house, 10) || 0;
  return [...grouped(buildings, key).values()]
    .filter((houses) => houses.length > 1)
    .map((houses) => ({name: houses[0]?.cases[0]?.assignment?.address?.street ?? '',
      spots: [...houses].sort((a, b) => number(a) - number(b))}));
}

/** Reads `boundaries.json` of the edition (tools/make_boundaries.py). */
export function readBoundaries(text: string, origin: Point): {rings: Ring[]; credit: string} {
  const {units, credit} = JSON.parse(text) as {units: Record<string, number[][]>; credit: string};
  const plane = planeFrom(origin);
  const rings = Object.values(units).flat().map((steps): Ring => {
    const spots: Spot[] = [];
    let lon = 0, lat = 0;
    for (let i = 0; i + 1 < steps.length; i += 2) {
      lon += steps[i]!;
      lat += steps[i + 1]!;
      spots.push(plane({lat: lat / 10_000, lon: lon / 10_000}));
    }
    return {spots, ...corners(spots)};
  });
  return {rings, credit};
}

export function corners(spots: readonly Spot[]): {low: Spot; high: Spot} {
  const low = {x: Infinity, y: Infinity}, high = {x: -Infinity, y: -Infinity};
  for (const {x, y} of spots) {
    [low.x, low.y] = [Math.min(low.x, x), Math.min(low.y, y)];
    [high.x, high.y] = [Math.max(high.x, x), Math.max(high.y, y)];
  }
  return {low, high};
}
