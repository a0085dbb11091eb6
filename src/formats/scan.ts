import type { PointAxis } from '../science/pointaxis.js';
import type { ArmPoints } from '../science/points.js';
import type { ScanArrays } from './arrays.js';
import type { EntryListing } from './entries.js';
import type { SchemaOrigin } from './schema/types.js';

/** What a scan or one arm of it is, determined from its data: which of the two energies varies. */
export type ScanKind = 'RXES' | 'XES' | 'HERFD-XANES' | 'frames' | 'time-series';

/** Spectrometer arm: `upper` and `lower` on I20, `default` where there is one; of a table with several curves their names. */
export type ChannelName = string;

/** One spectrometer arm of a scan; every array holds one value a point (n). */
export interface Channel extends ArmPoints {
  name: ChannelName;
  /** What this arm measured, for one may stand still while the other moves; absent: what the scan is. */
  kind?: ScanKind;
  /** What a finished curve runs along where it is neither ω nor Ω: Δ = Ω − ω, or the way along a line; eV. */
  axis?: 'transfer' | 'line';
  /** Bragg angle of the analyser, degrees; null where it was not recorded. */
  bragg: Float64Array | null;
}

/** Metadata of a scan for display. Empty where the file does not say. */
export interface ScanMetadata {
  title: string;
  scanCommand: string;
  startTime: string;
  endTime: string;
  experiment: string;
  sample: string;
  /** Analyser crystals by channel, such as `{ upper: 'Si (6 4 2)' }`. */
  crystals: Record<string, string>;
  /** How an absorption spectrum was measured, in the words of the file (`transmission`); absent where it does not say. */
  mode?: string;
}

export interface ScanWarning {
  code: string;
  message: string;
}

/**
 * A scan as measured: points in the order of the file, nothing averaged, sorted or filled.
 * Plain data, so that it crosses a worker's boundary by transfer.
 */
export interface Scan {
  format: 'nexus' | 'gda-ascii' | 'csv';
  facility: string;
  /** The richest of its channels' kinds. */
  kind: ScanKind;
  /** Shape as planned: `[n]` or `[outer, inner]`. */
  shape: number[];
  points: { planned: number; measured: number };
  /** Incident energy Ω at each point (n), eV, of a grid its axis; null where it was not recorded. */
  incident: PointAxis | null;
  /** Readings of one Ω differ by less than this, eV, where they are a readback; absent: equal energies are equal. */
  incidentJitter?: number;
  /** Monitor I1 at each point (n), counts; null where it was not recorded. */
  monitor: Float64Array | null;
  /** Counting time at each point (n), s; null where it was not recorded. */
  time: Float64Array | null;
  channels: Channel[];
  metadata: ScanMetadata;
  links: { missing: string[] };
  warnings: ScanWarning[];
  /** Where its file has its arrays; absent of a text, and where they are not as simple as one value a point or an axis. */
  arrays?: ScanArrays;
  /** The facility schema that it was read by. */
  schema?: SchemaOrigin;
  /** The scans of a file that holds several, and the name of the one that was read. */
  entries?: EntryListing[];
  entry?: string;
}

/** The channel of that name. @returns undefined where the scan has none. */
export function channelOf(scan: Scan, name: ChannelName): Channel | undefined {
  return scan.channels.find(channel => channel.name === name);
}

/** What a scan and its channels measured, without the points. */
export interface ScanOutline<C extends ChannelOutline = ChannelOutline> {
  kind: ScanKind;
  channels: readonly C[];
}

export type ChannelOutline = Pick<Channel, 'name' | 'kind'>;

/** What a channel of a scan measured. */
export function kindOfChannel(scan: Pick<Scan, 'kind'>, channel: ChannelOutline): ScanKind {
  return channel.kind ?? scan.kind;
}

/** The channel that a scan is first looked at by: the first that measured what the scan is. */
export function firstChannel<C extends ChannelOutline>(scan: ScanOutline<C>): C | undefined {
  return scan.channels.find(channel => kindOfChannel(scan, channel) === scan.kind);
}
