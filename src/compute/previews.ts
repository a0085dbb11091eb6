import { XESError } from '../base/errors.js';
import type { ChannelFacts } from '../formats/scanfacts.js';
import type { Preview } from '../formats/preview.js';
import { bytesIn } from '../science/buffers.js';
import { scanMap } from '../science/grid.js';
import type { RXESMap } from '../science/map.js';
import { extent } from '../science/statistics.js';
import { drawnValue } from './drawn.js';
import type { Address } from './protocol.js';
import type { DrawnMap, DrawnPreview } from './types.js';

/** The map of a preview, and its form for the page. */
export interface PreviewMap {
  map: RXESMap;
  drawn: DrawnPreview;
  /** To be called when it was drawn: the rest of the scan is then read. */
  seen: () => void;
}

/**
 * First pictures of scans that are being read, by address. They are kept separate from the scans:
 * no step and no query of a result ever gets one.
 */
export class Previews {
  /** Incremented whenever its contents change. */
  changes = 0;

  /**
   * A read started, which delivers under this number; a preview of an earlier read stays until this
   * one has its own.
   */
  begun(sequence: number, address: Address): void {
    this._reads.set(address, sequence);
  }

  /** @returns the address of the scan; null if its read is no longer wanted, or there is no map. */
  receive(sequence: number, preview: Preview, seen: () => void): Address | null {
    const address = this._addressOf(sequence);
    const found = address === null ? null : previewMap(preview, `preview ${sequence}`);
    if (address === null || !found) {
      return null;
    }
    const made = { ...found, seen };
    this.changes++;
    this._made.set(address, made);
    return address;
  }

  /** Discard this read. @returns the address of the scan, if no other read of it started. */
  discard(sequence: number): Address | null {
    const address = this._addressOf(sequence);
    if (address !== null) {
      this.delete(address);
    }
    return address;
  }

  get(address: Address): PreviewMap | null {
    return this._made.get(address) ?? null;
  }

  delete(address: Address): void {
    this._reads.delete(address);
    this.changes += this._made.delete(address) ? 1 : 0;
  }

  move(from: Address, to: Address): void {
    this.delete(to);
    const [sequence, made] = [this._reads.get(from), this._made.get(from)];
    this.delete(from);
    if (sequence !== undefined) {
      this._reads.set(to, sequence);
    }
    if (made) {
      this._made.set(to, made);
    }
  }

  clear(): void {
    [...this._made.keys()].forEach(address => this.delete(address));
  }

  get bytes(): number {
    return bytesIn([...this._made.values()].map(({ map }) => map));
  }

  bytesOf(address: Address): number {
    return bytesIn(this._made.get(address)?.map);
  }

  private _addressOf(sequence: number): Address | null {
    for (const [address, latest] of this._reads) {
      if (latest === sequence) {
        return address;
      }
    }
    return null;
  }

  /** Numbers of the latest reads. */
  private _reads = new Map<Address, number>();
  private _made = new Map<Address, PreviewMap>();
}

/** Null if it is no map: the scan itself, once read, shows the reason. */
function previewMap(preview: Preview, valueKey: string): Omit<PreviewMap, 'seen'> | null {
  const { channel, incident, incidentJitter, emission, intensity, unit } = preview;
  try {
    const points = { incident, incidentJitter, monitor: null };
    const arm = { emission, intensity, counts: null, sigma: null, unit };
    const map = scanMap(points, arm);
    const [min, max] = extent(emission.values) ?? [NaN, NaN];
    const facts: ChannelFacts = {
      name: channel,
      kind: 'RXES',
      emission: { min, max },
      unit,
      hasCounts: false
    };
    const drawn = drawnValue({ kind: 'map', map }) as DrawnMap;
    return { map, drawn: { channel: facts, valueKey, map: drawn } };
  } catch (reason) {
    if (reason instanceof XESError) {
      return null;
    }
    throw reason;
  }
}

/**
 * Whether a map agrees with its preview: the same cells at the same energies, each with the same
 * intensity.
 */
export function isAsPreviewed(map: RXESMap, preview: RXESMap): boolean {
  const { incidentJitter: jitter = 0 } = preview;
  return (
    isWithin(map.incident, preview.incident, jitter) &&
    isWithin(map.emission, preview.emission, 0) &&
    isWithin(map.intensity, preview.intensity, 0)
  );
}

function isWithin(values: Float64Array, others: Float64Array, most: number): boolean {
  if (values.length !== others.length) {
    return false;
  }
  for (let k = 0; k < values.length; k++) {
    const isSame = values[k] === others[k] || Math.abs(values[k] - others[k]) <= most;
    if (!isSame && !(Number.isNaN(values[k]) && Number.isNaN(others[k]))) {
      return false;
    }
  }
  return true;
}
