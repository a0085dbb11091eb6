import type { ScanArrays } from './arrays.js';
import type { EntryListing } from './entries.js';
import type { ChannelName, Scan, ScanKind, ScanMetadata, ScanWarning } from './scan.js';
import { kindOfChannel } from './scan.js';
import type { SchemaOrigin } from './schema/types.js';
import { bytesIn } from '../science/buffers.js';
import { axisValues, type PointAxis } from '../science/pointaxis.js';
import { extent } from '../science/statistics.js';

/** An interval of energies, eV. */
export interface EnergyExtent {
  min: number;
  max: number;
}

/** Facts about a scan, without its arrays. */
export interface ScanFacts {
  format: Scan['format'];
  facility: string;
  kind: ScanKind;
  shape: number[];
  points: { planned: number; measured: number };
  /** Null if not recorded. */
  incident: EnergyExtent | null;
  channels: ChannelFacts[];
  /** Counting time of the points, s; null if not recorded. */
  dwell: EnergyExtent | null;
  metadata: ScanMetadata;
  links: { missing: string[] };
  warnings: ScanWarning[];
  /** Locations of its arrays, as in `Scan`. */
  arrays?: ScanArrays;
  /** The facility schema it was read with. */
  schema?: SchemaOrigin;
  /** The scans of a file with several, and the name of the one read. */
  entries?: EntryListing[];
  entry?: string;
  /** Bytes of its arrays, each buffer once. */
  bytes: number;
}

export interface ChannelFacts {
  name: ChannelName;
  kind: ScanKind;
  /** Null if no emission energy is finite. */
  emission: EnergyExtent | null;
  /** Axis and extent of a finished curve if the axis is neither ω nor Ω. */
  along?: { axis: 'transfer' | 'line'; extent: EnergyExtent | null };
  unit?: string;
  hasCounts: boolean;
}

/** All facts about a scan whose size does not depend on its number of points. */
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
