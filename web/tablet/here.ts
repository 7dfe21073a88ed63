// Where the tablet is, asked once.
import type {Point} from './ground';

export interface Fix extends Point {
  accuracy: number;  // metres
}

const waitMost = 30_000;
/** A position so old is still where one stands. */
export const freshFor = 20_000;

/** The interviewer or the system may refuse, and there may be no signal: both are answers. */
export function here(): Promise<Fix | 'denied' | 'failed'> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve('failed');
    navigator.geolocation.getCurrentPosition(
      ({coords}) => resolve({lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy}),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
      {enableHighAccuracy: true, timeout: waitMost, maximumAge: freshFor});
  });
}
