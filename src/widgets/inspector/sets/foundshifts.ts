import {
  asRef,
  stepOf,
  type Id,
  type ItemKey,
  type Ref
} from '../../../analysis/document/index.js';
import {
  inputKeyOf,
  originOf,
  ownerOf,
  withoutOutput
} from '../../../analysis/evaluate/itemkeys.js';
import type { AnalysisModel } from '../../../model/index.js';

/** How far a spectrum is to be moved. */
export interface IFoundShift {
  readonly ref: Ref;
  /** eV; opposite in sign to the shift that was found. */
  readonly by: number;
  /** eV; null if unknown. */
  readonly sigma: number | null;
}

export interface IFoundShifts {
  /** The spectrum that is not moved. */
  readonly reference: Ref;
  readonly shifts: readonly IFoundShift[];
  /** Number of spectra without a shift. */
  readonly without: number;
}

/** Digits beyond those of σ, and the most decimals. */
const digits = { beyond: 2, most: 6 };

/**
 * Shifts found by an alignment; null if the step is none, or its result does not belong to its
 * present inputs.
 */
export function foundShifts(model: AnalysisModel, id: Id): IFoundShifts | null {
  const entry = stepOf(model.document, id);
  const outcome = model.outcome(id);
  const isThere = outcome?.state === 'done' || outcome?.state === 'partly';
  if (entry?.step !== 'alignment' || entry.off || !isThere) {
    return null;
  }
  const items = model.items({ id });
  if (items.some(({ isStale }) => isStale)) {
    return null;
  }
  const found = items.flatMap(({ key, numbers }): IFoundShift[] => {
    const input = inputKeyOf(key);
    const shift = numbers.shift as (typeof numbers)[string] | undefined;
    return input !== null && shift && Number.isFinite(shift.value)
      ? [{ ref: refOf(model, input), ...rounded(-shift.value, shift.sigma) }]
      : [];
  });
  const [first] = outcome?.inputs ?? [];
  const reference = first === undefined ? asRef(entry.from[0]) : refOf(model, first);
  const others = Math.max(0, (outcome?.inputs.length ?? 1) - 1);
  return { reference, shifts: found, without: others - found.length };
}

/** The row in the list for an input of a step. */
function refOf({ document }: AnalysisModel, key: ItemKey): Ref {
  const id = ownerOf(key);
  if (!stepOf(document, id)) {
    const { channel } = originOf(key);
    return channel === null ? { id } : { id, channel };
  }
  const output = /^[^/:#]*#([^/:]*)/.exec(key)?.[1];
  const item = withoutOutput(key);
  return {
    id,
    ...(item === id ? {} : { only: [item] }),
    ...(output === undefined ? {} : { output })
  };
}

/** Rounded slightly finer than σ: the typed and the computed number are the same. */
function rounded(by: number, sigma: number | null): Omit<IFoundShift, 'ref'> {
  const known = sigma !== null && sigma > 0;
  const wanted = known ? Math.ceil(-Math.log10(sigma)) + digits.beyond : digits.most;
  const decimals = Math.max(0, Math.min(digits.most, wanted));
  return {
    by: Number(by.toFixed(decimals)) || 0,
    sigma: known ? Number(sigma.toPrecision(3)) : null
  };
}
