import type { ScanArrays } from './arrays.js';
import type { EntryListing } from './entries.js';
import type { ChannelName, Scan, ScanKind, ScanMetadata, ScanWarning } from './scan.js';
import { kindOfChannel } from './scan.js';
import type { SchemaOrigin } from './schema/types.js';
import { bytesIn } from '../science/buffers.js';
import { axisValues, type PointAxis } from '../science/pointaxis.js';
import { extent } from '../science/statistics.js';

/** An interval, of energies in eV. */
export interface EnergyExtent {
  min: number;
  max: number;
}

/** What is known of a scan without its arrays. */
export interface ScanFacts {
  format: Scan['format'];
  facility: string;
  kind: ScanKind;
  shape: number[];
  points: { planned: number; measured: number };
  /** Null where it was not recorded. */
  incident: EnergyExtent | null;
  channels: ChannelFacts[];
  /** Counting time of the points, s; null where it was not recorded. */
  dwell: EnergyExtent | null;
  metadata: ScanMetadata;
  links: { missing: string[] };
  warnings: ScanWarning[];
  /** Where its file has its arrays, as of `Scan`. */
  arrays?: ScanArrays;
  /** The facility schema that it was read by. */
  schema?: SchemaOrigin;
  /** The scans of a file that holds several, and the one that was read. */
  entries?: EntryListing[];
  entry?: string;
  /** Bytes of its arrays, each buffer once. */
  bytes: number;
}

export interface ChannelFacts {
  name: ChannelName;
  kind: ScanKind;
  /** Null where no emission energy is a number. */
  emission: EnergyExtent | null;
  /** What a finished curve runs along where it is neither ω nor Ω, and from where to where. */
  along?: { axis: 'transfer' | 'line'; extent: EnergyExtent | null };
  unit?: string;
  hasCounts: boolean;
}

/** All of a scan that does not grow with its points. */
export function scanFacts(scan: Scan): ScanFacts {
  const { format, facility, kind, shape, points, incident, metadata, links, warnings } = scan;
  return {
    format,
    facility,
    kind,
    shape,
    points,
    incident: incident && extentOf(incident),
    channels: scan.channels.map(channel => ({
      name: channel.name,
      kind: kindOfChannel(scan, channel),
      ...(channel.axis
        ? { emission: null, along: { axis: channel.axis, extent: extentOf(channel.emission) } }
        : { emission: extentOf(channel.emission) }),
      ...(channel.unit === undefined ? {} : { unit: channel.unit }),
      hasCounts: channel.counts !== null
    })),
    dwell: dwellOf(scan),
    metadata,
    links,
    warnings,
    ...(scan.arrays === undefined ? {} : { arrays: scan.arrays }),
    ...(scan.schema === undefined ? {} : { schema: scan.schema }),
    ...(scan.entries === undefined ? {} : { entries: scan.entries }),
    ...(scan.entry === undefined ? {} : { entry: scan.entry }),
    bytes: bytesIn(scan)
  };
}

function dwellOf({ time }: Scan): EnergyExtent | null {
  const found = time && extent(time);
  return found && { min: found[0], max: found[1] };
}

function extentOf(energies: PointAxis): EnergyExtent | null {
  const found = extent(axisValues(energies));
  return found && { min: found[0], max: found[1] };
}
