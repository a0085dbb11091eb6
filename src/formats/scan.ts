import type { PointAxis } from '../science/pointaxis.js';
import type { ArmPoints } from '../science/points.js';
import type { ScanArrays } from './arrays.js';
import type { EntryListing } from './entries.js';
import type { SchemaOrigin } from './schema/types.js';

/** Kind of a scan or of one arm, determined from its data by which of the two energies varies. */
export type ScanKind = 'RXES' | 'XES' | 'HERFD-XANES' | 'frames' | 'time-series';

/**
 * Spectrometer arm: `upper` and `lower` on I20, `default` if there is one; the names of the curves
 * for a table with several.
 */
export type ChannelName = string;

/** One spectrometer arm of a scan; every array has one value per point (n). */
export interface Channel extends ArmPoints {
  name: ChannelName;
  /**
   * Kind of this arm, as one may be stationary while the other moves; absent: the kind of the scan.
   */
  kind?: ScanKind;
  /**
   * Axis of a finished curve if it is neither ω nor Ω: Δ = Ω − ω, or the distance along a line; eV.
   */
  axis?: 'transfer' | 'line';
  /** Bragg angle of the analyser, degrees; null if not recorded. */
  bragg: Float64Array | null;
}

/** Metadata of a scan for display. Empty if not in the file. */
export interface ScanMetadata {
  title: string;
  scanCommand: string;
  startTime: string;
  endTime: string;
  experiment: string;
  sample: string;
  /** Analyser crystals by channel, such as `{ upper: 'Si (6 4 2)' }`. */
  crystals: Record<string, string>;
  /**
   * How an absorption spectrum was measured, in the file's words (`transmission`); absent if
   * unknown.
   */
  mode?: string;
}

export interface ScanWarning {
  code: string;
  message: string;
}

/**
 * A scan as measured: points in the order of the file, nothing averaged, sorted or filled. Plain
 * data, so it can be transferred to a worker.
 */
export interface Scan {
  format: 'nexus' | 'gda-ascii' | 'csv';
  facility: string;
  /** The richest of its channels' kinds. */
  kind: ScanKind;
  /** Planned shape: `[n]` or `[outer, inner]`. */
  shape: number[];
  points: { planned: number; measured: number };
  /** Incident energy Ω at each point (n), eV, or the axis of a grid; null if not recorded. */
  incident: PointAxis | null;
  /**
   * Readings of the same Ω differ by less than this, eV, if they are a readback; absent: equal
   * energies are equal.
   */
  incidentJitter?: number;
  /** Monitor I1 at each point (n), counts; null if not recorded. */
  monitor: Float64Array | null;
  /** Counting time at each point (n), s; null if not recorded. */
  time: Float64Array | null;
  channels: Channel[];
  metadata: ScanMetadata;
  links: { missing: string[] };
  warnings: ScanWarning[];
  /**
   * Locations of its arrays in the file; absent for text, or if they are not simply one value per
   * point or an axis.
   */
  arrays?: ScanArrays;
  /** The facility schema it was read with. */
  schema?: SchemaOrigin;
  /** The scans of a file with several, and the name of the one read. */
  entries?: EntryListing[];
  entry?: string;
}

/** The channel with the given name. @returns undefined if there is none. */
export function channelOf(scan: Scan, name: ChannelName): Channel | undefined {
  return scan.channels.find(channel => channel.name === name);
}

/** The kinds of a scan and its channels, without the points. */
export interface ScanOutline<C extends ChannelOutline = ChannelOutline> {
  kind: ScanKind;
  channels: readonly C[];
}

export type ChannelOutline = Pick<Channel, 'name' | 'kind'>;

/** The kind of a channel of a scan. */
export function kindOfChannel(scan: Pick<Scan, 'kind'>, channel: ChannelOutline): ScanKind {
  return channel.kind ?? scan.kind;
}

/** The channel shown first: the first whose kind is that of the scan. */
export function firstChannel<C extends ChannelOutline>(scan: ScanOutline<C>): C | undefined {
  return scan.channels.find(channel => kindOfChannel(scan, channel) === scan.kind);
}
