import type { ValueKind } from './schema/types.js';

/** Location of an array of a scan in an HDF5 file, and its conversion to values of the points. */
export interface ArrayPlace {
  /** Absolute path. */
  readonly path: string;
  /** Factor for the stored values; converts energies to eV. */
  readonly factor: number;
  /**
   * Axis of the intensity that it runs along; absent: one value per point, or one for all of them.
   */
  readonly along?: number;
}

/** The arrays of one channel. */
export interface ChannelArrays {
  readonly name: string;
  /** Null if no emission energy is known. */
  readonly emission: ArrayPlace | null;
  /** The array its intensity derives from. */
  readonly value: ArrayPlace & { readonly kind: ValueKind };
  /** Set if the file has σ of it. */
  readonly hasSigma?: true;
}

/** The arrays a scan was read from, for programs that read them directly. */
export interface ScanArrays {
  readonly incident: ArrayPlace | null;
  /** Readings of one incident energy differ by less than this, eV; absent: equal energies are equal. */
  readonly incidentJitter?: number;
  readonly monitor: ArrayPlace | null;
  readonly time: ArrayPlace | null;
  readonly channels: readonly ChannelArrays[];
}
