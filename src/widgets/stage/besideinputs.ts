import {
  asRef,
  sampleIds,
  scansId,
  type AnalysisDocument,
  type Ref,
  type StepEntry
} from '../../analysis/document/index.js';
import type { Step } from '../../analysis/steps/step.js';
import type { SpectrumAxis } from '../../analysis/steps/values.js';
import type { ICurve } from '../../plots/index.js';

/** Most inputs drawn: enough to pick an energy. */
const most = 20;

/**
 * The inputs of a step that are drawn with it so that its energies can be picked: its result is not
 * a curve, or runs along another energy.
 * @param isFailed whether it has no result: only its inputs can then be shown.
 * @param isMap whether an input is a map, which is large and not a curve; null if unknown yet.
 */
export function inputsBeside(
  { scans }: Pick<AnalysisDocument, 'scans'>,
  { from }: Pick<StepEntry, 'from'>,
  { gives, takes, parameters }: Pick<Step, 'gives' | 'takes' | 'parameters'>,
  isFailed = false,
  isMap: (ref: Ref) => boolean | null = () => false
): Ref[] {
  const picked = Object.values(parameters).filter(({ pick }) => pick !== undefined);
  const isOther = gives !== 'spectrum' || picked.some(({ isOfInputs }) => isOfInputs);
  const areWanted = isFailed || (picked.length > 0 && isOther);
  if (!areWanted || !takes.includes('spectrum')) {
    return [];
  }
  const samples = sampleIds({ scans });
  const refs = from.map(asRef).flatMap(ref => (ref.id === scansId ? samplesOf(ref, samples) : ref));
  const isDrawn = (ref: Ref) => (isFailed ? isMap(ref) === false : isMap(ref) !== true);
  return refs.filter(isDrawn).slice(0, most);
}

/**
 * The axis on which the energies of a step are picked: that of its result, else of its inputs, if
 * drawn; null if neither is, for other curves may run along another energy.
 */
export function pickedAxis(
  { scans }: Pick<AnalysisDocument, 'scans'>,
  { from }: Pick<StepEntry, 'from'>,
  curves: readonly Pick<ICurve, 'key' | 'data' | 'isActive'>[]
): SpectrumAxis | null {
  const inputs = new Set(from.map(source => asRef(source).id));
  const isInput = ({ key }: { key: string }) => {
    const [id] = key.split(/[/:#]/, 1);
    return inputs.has(id) || (inputs.has(scansId) && scans.some(scan => scan.id === id));
  };
  const found = curves.find(({ isActive }) => isActive) ?? curves.find(isInput);
  return found?.data.axis ?? null;
}

/** The references that `scans` expands to, one per scan. */
function samplesOf({ channel, only, except = [] }: Ref, samples: readonly string[]): Ref[] {
  const arm = channel === undefined ? {} : { channel };
  const isNamed = (keys: readonly string[], id: string) =>
    keys.some(key => key === id || key === `${id}:${channel ?? ''}`);
  return samples
    .filter(id => !isNamed(except, id) && (only === undefined || isNamed(only, id)))
    .map(id => ({ id, ...arm }));
}
