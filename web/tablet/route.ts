// The order of the visits: the engine plans it (src/frame/walk.h), this keeps it as long as nothing was added.
import type {Engine} from '../kit/engine';
import type {Case} from './device';
import {metresBetween, placeOf, type Point} from './ground';

export interface Stop {
  one: Case;
  building: number;  // from 1 along the route
}

export interface Route {
  stops: Stop[];
  buildings: number;
  metres: number;
}

const none: Route = {stops: [], buildings: 0, metres: 0};

/** The office's order, which the route is never longer than. */
export function inOfficeOrder(cases: readonly Case[]): Case[] {
  return [...cases].sort((a, b) => (a.assignment?.order ?? 1e12) - (b.assignment?.order ?? 1e12));
}

export class RoutePlan {
  private rank = new Map<string, {at: number; building: number}>();
  private start: Point | undefined;

  constructor(private readonly engine: Engine) {}

  /** The walk begins here from now on; nothing: at the first address of the office's order. */
  beginAt(start: Point | undefined): void {
    this.start = start;
    this.rank.clear();
  }

  /** The way past the cases given. Planned anew only when one of them is new: who leaves, leaves the order as it is. */
  route(cases: readonly Case[]): Route {
    if (cases.length === 0) return none;
    if (cases.some((one) => !this.rank.has(one.case))) this.plan(inOfficeOrder(cases));
    const rankOf = (one: Case) => this.rank.get(one.case) ?? {at: 0, building: 0};
    const sorted = cases.map((one) => ({one, ...rankOf(one)})).sort((a, b) => a.at - b.at);
    let building = 0, before = -1, metres = 0, last = this.start;
    const stops = sorted.map(({one, building: planned}) => {
      if (planned !== before) {
        building += 1;
        before = planned;
        const place = placeOf(one.assignment);
        if (place && last) metres += metresBetween(last, place);
        last = place ?? last;
      }
      return {one, building};
    });
    return {stops, buildings: building, metres};
  }

  private plan(cases: Case[]): void {
    const degrees = (value: number | undefined) => (typeof value === 'number' ? Number(value.toFixed(5)) : null);
    const doors = cases.map(({assignment}) => {
      const {territory, street, house, building, flat} = assignment?.address ?? {};
      const names = [territory, street, house, building, flat].map((part) => part ?? '');
      return [...names, degrees(assignment?.lat), degrees(assignment?.lon)];
    });
    const start = this.start ? [degrees(this.start.lat), degrees(this.start.lon)] : null;
    const walk = this.engine.ask<{doors: number[]; buildings: number[]}>('walk', {doors, start});
    this.rank = new Map(walk.doors.map((door, at) => [cases[door]!.case, {at, building: walk.buildings[at]!}]));
  }
}
