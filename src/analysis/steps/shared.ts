import type { StepPart } from './part.js';
import { effectOn, type Effect } from './sharedeffect.js';
import { isReadWithShared, movedBy, probeOf, sharedIn, withoutShared } from './sharedvalues.js';
import type { Value } from './values.js';

/** A part of a step, and why its σ is approximate. */
export interface Carried {
  readonly part: StepPart;
  readonly reasons: readonly string[];
}

/** Most deviations for which a step is repeated. */
const maxDeviations = 32;

/**
 * A step's result for inputs whose points share deviations other than counts, such as that of a
 * calibration. The step is done without them, and again with each of them at +1σ and at −1σ (or a
 * fraction of it, see `probeOf`), on all inputs that have it at once: half of the difference is its
 * effect, whatever the step does. So a deviation that two inputs share cancels or adds up, and an
 * area does not depend on a shift of everything it is computed from.
 * @param perform the step. Exceptions for the inputs without deviations are passed on.
 */
export function withShared(
  inputs: readonly Value[],
  perform: (inputs: readonly Value[]) => readonly StepPart[]
): Carried[] {
  const shared = inputs.map(sharedIn);
  const ids = [...new Set(shared.flat().map(({ id }) => id))];
  if (ids.length === 0) {
    const isOfScan = inputs.some(isReadWithShared);
    return perform(inputs).map(part => ({
      part,
      reasons: isOfScan && !part.error && !isCarrying(part) ? [ofScan] : []
    }));
  }
  const plain = inputs.map(withoutShared);
  const parts = perform(plain);
  if (ids.length > maxDeviations) {
    return parts.map(part => ({ part, reasons: [tooMany(ids.length)] }));
  }
  const moved = (id: string, sigmas: number) =>
    attempt(() =>
      perform(
        plain.map((value, i) => {
          const own = shared[i].find(deviation => deviation.id === id);
          return own ? movedBy(value, own, sigmas) : value;
        })
      )
    );
  const effects = ids.map(id => {
    const probe = probeOf(inputs, id);
    return { id, probe, up: moved(id, probe), down: moved(id, -probe) };
  });
  return parts.map((part, k) => {
    const own = effects.map(({ up, down, ...of }) => ({ ...of, up: up?.[k], down: down?.[k] }));
    const made = own.reduce<StepPart>((all, effect) => effectOn(all, part, effect), part);
    return { part: made, reasons: part.error || own.every(isWhole) ? [] : [lost] };
  });
}

/** Whether a step could be done with a deviation in both directions. */
function isWhole({ up, down }: Effect): boolean {
  return Boolean(up && down && !up.error && !down.error);
}

function attempt(perform: () => readonly StepPart[]): readonly StepPart[] | null {
  try {
    return perform();
  } catch {
    return null; // too far for this step: a warning states that σ lacks it
  }
}

/** Whether anything in a part has shared deviations other than counts. */
function isCarrying({ outputs }: StepPart): boolean {
  return Object.values(outputs).some(value => sharedIn(value).length > 0);
}

const ofScan =
  'The file of results holds an uncertainty of its energies, but σ of this step does not include it: the step works on the points of the file as measured.';

const lost =
  'How well the energies are known (a calibration, a shift) goes only in part into σ: by so much they may be off that this step can’t be done there.';

function tooMany(count: number): string {
  return `These were derived with ${count} calibrations or shifts, and no more than ${maxDeviations} can be propagated: the uncertainty of the energies is missing from σ here.`;
}
