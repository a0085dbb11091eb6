import { kindOfChannel, type Channel, type Scan } from '../formats/scan.js';
import { asXESError, type XESError } from '../science/errors.js';
import { scanMap } from '../science/grid.js';
import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { spectrumOfArm } from './steps/channels.js';

/** What is shown of one arm of a scan: a map, a spectrum, or why there is neither. */
export interface IShown {
  map: RXESMap | null;
  spectrum: Spectrum | null;
  problem: XESError | null;
}

/** Make what is shown of an arm. Never throws: points that make no map are a state to show. */
export function showArm(scan: Scan, channel: Channel): IShown {
  try {
    return kindOfChannel(scan, channel) === 'RXES'
      ? { map: scanMap(scan, channel), spectrum: null, problem: null }
      : { map: null, spectrum: spectrumOfArm(scan, channel), problem: null };
  } catch (reason) {
    return { map: null, spectrum: null, problem: asXESError(reason) };
  }
}
