import type { ValueKind } from './schema/types.js';

/** Where an HDF5 file has one array of a scan, and how it becomes that of the points. */
export interface ArrayPlace {
  /** Absolute. */
  readonly path: string;
  /** Multiplies what is stored; of an energy it makes eV. */
  readonly factor: number;
  /** Axis of the intensity that it runs along; absent: one value a point, or one for all of them. */
  readonly along?: number;
}

/** The arrays of one channel. */
export interface ChannelArrays {
  readonly name: string;
  /** Null where no emission energy is known. */
  readonly emission: ArrayPlace | null;
  /** What its intensity is made of. */
  readonly value: ArrayPlace & { readonly kind: ValueKind };
  /** The file has σ of it. */
  readonly hasSigma?: true;
}

/** The arrays of which a scan was made, for programs that read them without this one. */
export interface ScanArrays {
  readonly incident: ArrayPlace | null;
  /** Readings of one incident energy differ by less than this, eV; absent: equal energies are equal. */
  readonly incidentJitter?: number;
  readonly monitor: ArrayPlace | null;
  readonly time: ArrayPlace | null;
  readonly channels: readonly ChannelArrays[];
}
