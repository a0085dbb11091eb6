import { kindOfChannel } from '../../formats/scan.js';
import { scansId } from '../document/ids.js';
import type { Id } from '../document/types.js';
import { completeFor, requireChannel } from '../steps/channels.js';
import { mapStep } from '../steps/map.js';
import { spectrumStep } from '../steps/spectrum.js';
import type { Failure } from '../steps/part.js';
import type { Step } from '../steps/step.js';
import { failureOf, rejectedScan } from './failures.js';
import { awaited, withoutValue, type Input } from './inputs.js';
import { partKeyOf, stepKey, valueKeyOf } from './keys.js';
import { mainOutput } from './parts.js';
import type { PassContext } from './context.js';

/**
 * An input that is a scan, as the map (RXES) or the spectrum (any other kind) of a channel. The
 * implicit step that computes it is in no document, and is done once for all its dependents.
 * @param channel its name; null: the first one measured for the scan's kind.
 */
export async function mapOrSpectrum(
  pass: PassContext,
  id: Id,
  input: Input,
  channel: string | null
): Promise<Input> {
  const found = implicitStep(input, channel);
  if (!found) {
    return input;
  }
  return 'error' in found ? withoutValue(input, found.error) : made(pass, id, input, found);
}

/**
 * An input in the kind that a step accepts: a scan's map or spectrum if the step works on these,
 * else the scan itself. Null if it is one of all scans and the step can't work on it.
 */
export async function asAcceptedInput(
  pass: PassContext,
  id: Id,
  input: Input,
  step: Step,
  channel: string | null
): Promise<Input | null> {
  const found = implicitStep(input, channel);
  if (!found) {
    return input;
  }
  if ('error' in found) {
    return withoutValue(input, found.error);
  }
  if (step.takes.includes(found.gives)) {
    return made(pass, id, input, found);
  }
  if (step.takes.includes('scan')) {
    return input;
  }
  return input.ref.id === scansId ? null : withoutValue(input, rejectedScan(step, found.gives));
}

interface ImplicitStep {
  step: Step;
  gives: 'map' | 'spectrum';
  /** By name, so that "the first" and the same channel by its name are one node. */
  channel: string;
}

function implicitStep(
  { value, scan: source }: Input,
  channel: string | null
): ImplicitStep | { error: Failure } | null {
  const scan = value?.kind === 'scan' ? value.scan : !value && source ? source.outline : null;
  if (!scan) {
    return null;
  }
  try {
    const arm = requireChannel(scan, channel);
    const gives = kindOfChannel(scan, arm) === 'RXES' ? 'map' : 'spectrum';
    const step = gives === 'map' ? mapStep : spectrumStep;
    return { step, gives, channel: arm.name };
  } catch (reason) {
    return { error: failureOf(reason) };
  }
}

async function made(
  pass: PassContext,
  id: Id,
  input: Input,
  { step, channel }: ImplicitStep
): Promise<Input> {
  const { value, valueKey } = input;
  const parameters = completeFor(step, { name: channel });
  const key = stepKey(step, parameters, [valueKey ?? '']);
  const work = value && (() => [step.applyEach(value, parameters)]);
  const parts = await pass.computing.parts(id, key, work);
  if (!parts) {
    return awaited(pass, input);
  }
  const main = mainOutput(parts[0]);
  return main
    ? { ...input, value: main.value, valueKey: valueKeyOf(partKeyOf(key, 0), main.name) }
    : withoutValue(input, parts[0].error);
}
