// What the screens of one unlocked time share about the walk: its order, what left it, what the list shows.
import {Departures} from './departures';
import type {Device} from './device';
import type {Fix} from './here';
import type {Filter} from './list_filter';
import {RoutePlan} from './route';
import type {Storage} from './storage';
import {VisitPosition} from './visit_position';

export class FieldWork {
  readonly plan: RoutePlan;
  readonly departures = new Departures();
  readonly position: VisitPosition;
  filter: Filter = 'all';
  search = '';
  last: string | undefined;    // the case that was looked at last
  me: Fix | undefined;         // where the tablet was when it was asked last

  constructor(device: Device, storage: Storage) {
    this.plan = new RoutePlan(device.engine);
    this.position = new VisitPosition(storage);
  }
}
