import { kindOfChannel } from '../../formats/scan.js';
import type { Id, ItemKey, StepEntry } from '../document/types.js';
import { requireStep } from '../steps/registry.js';
import type { Failure, StepPart } from '../steps/part.js';
import type { Value } from '../steps/values.js';
import { inputsOf, type Completed, type Step } from '../steps/step.js';
import {
  failureOf,
  inputFailed,
  noAcceptedInputs,
  nothingToDo,
  skipped,
  tooManyValues
} from './failures.js';
import { eachOnce } from './eachonce.js';
import { dependenceOf, withDependence } from './dependence.js';
import { asAcceptedInput } from './implicit.js';
import { awaited, channelOf, gather, type Input } from './inputs.js';
import { inputKeyOf, keyWithin } from './itemkeys.js';
import { partKeyOf, stepKey, valueKeyOf } from './keys.js';
import { makeNode, type NodeFacts } from './nodes.js';
import { passedThrough } from './disabledstep.js';
import type { Item, NodeResult } from './outcome.js';
import { mainOutput } from './parts.js';
import type { PassContext, Wanted } from './context.js';
import type { Task } from './task.js';

/** The result of a task, as it enters the node. */
type Made = Pick<NodeFacts, 'items'> &
  Partial<Pick<NodeFacts, 'error' | 'state' | 'blockedBy' | 'progress'>>;

/** Do one step of a document. */
export async function evaluateStep(
  pass: PassContext,
  entry: StepEntry,
  wanted: Wanted
): Promise<NodeResult> {
  const { id } = entry;
  const known = describe(entry);
  if ('error' in known) {
    return makeNode({ id, parameters: entry.parameters, inputs: [], items: [], ...known });
  }
  const { step, rule, parameters } = known;
  const sources = await gather(pass, entry, rule === 'each' ? inputsWanted(wanted) : null);
  const inputs = await takenInputs(pass, entry, step, parameters, sources);
  const made =
    inputs.length > 0
      ? await perform(pass, { ...known, inputs })
      : nothing(entry, step, sources, wanted);
  return makeNode({ id, parameters, inputs: inputs.map(({ key }) => key), error: null, ...made });
}

/** A step as defined by the document, or why it can't be run. */
function describe(entry: StepEntry): Omit<Task, 'inputs'> | { error: Failure } {
  try {
    const step = requireStep(entry.step);
    const parameters = step.complete(entry.parameters);
    return { entry, step, parameters, rule: inputsOf(step, parameters) };
  } catch (reason) {
    return { error: failureOf(reason) };
  }
}

function nothing({ id }: StepEntry, step: Step, sources: readonly Input[], wanted: Wanted): Made {
  if (sources.length > 0) {
    return { items: [], error: noAcceptedInputs(id, step) };
  }
  return { items: [], error: wanted ? null : nothingToDo(id) };
}

/** An item's key without the step's own id. */
function inputsWanted(wanted: Wanted): Wanted {
  return wanted && new Set([...wanted].flatMap(key => inputKeyOf(key) ?? []));
}

async function takenInputs(
  pass: PassContext,
  { id }: StepEntry,
  step: Step,
  parameters: Completed,
  sources: readonly Input[]
): Promise<Input[]> {
  const { channel } = parameters;
  const own = typeof channel === 'string' ? channel : null;
  const inputs: Input[] = [];
  for (const source of sources) {
    const input = await asAcceptedInput(pass, id, source, step, channelOf(source) ?? own);
    inputs.push(...(input ? [input] : []));
  }
  return eachOnce(inputs, step, parameters);
}

async function perform(pass: PassContext, task: Task): Promise<Made> {
  const { entry, rule, inputs } = task;
  const { room, used } = pass;
  if (used + inputs.length > room) {
    return { items: [], error: tooManyValues(entry.id, inputs.length, room, used) };
  }
  pass.used += inputs.length;
  if (entry.off) {
    return passedThrough(pass, task);
  }
  return rule === 'each' ? { items: await each(pass, task) } : all(pass, task);
}

/** Work on each input alone; an input that fails does not affect others. */
async function each(pass: PassContext, task: Task): Promise<Item[]> {
  const { entry, inputs } = task;
  const items: Item[] = [];
  for (const [done, input] of inputs.entries()) {
    items.push(await one(pass, task, input, keyWithin(entry.id, input.key)));
    pass.progress(entry.id, { done: done + 1, total: inputs.length });
  }
  return items;
}

async function one(pass: PassContext, task: Task, input: Input, key: ItemKey): Promise<Item> {
  const { entry, step } = task;
  const { value, valueKey } = input;
  if (valueKey === null) {
    return missing(task, input, key);
  }
  const parameters = parametersFor(task, input);
  const made = stepKey(step, parameters, [valueKey]);
  const work = value && (() => [step.applyEach(value, parameters)]);
  const parts = await pass.computing.parts(entry.id, made, work);
  return parts
    ? itemOf(key, parts[0], partKeyOf(made, 0))
    : missing(task, awaited(pass, input), key);
}

/** An item without a result, for now or for good. */
function missing({ entry }: Task, input: Input, key: ItemKey): Item {
  const { state, error } = absence(entry.id, input);
  return { key, state, error, part: null, partKey: null, value: null, valueKey: null };
}

/**
 * Why there is no result for an input: it is not available yet, it is unusable, or its source
 * failed.
 */
function absence(id: Id, { state, error, ref }: Input): Pick<Item, 'state' | 'error'> {
  if (state === 'waiting') {
    return { state, error: null };
  }
  return state === 'failed'
    ? { state, error }
    : { state: 'blocked', error: skipped(id, ref.id, state === 'off') };
}

/** Work on all inputs together; if one is missing there is no result, as it would look complete. */
async function all(pass: PassContext, task: Task): Promise<Made> {
  const { entry, step, inputs, parameters } = task;
  if (inputs.some(({ state }) => state === 'waiting')) {
    return waiting(pass, inputs);
  }
  const gap = inputs.findIndex(({ valueKey }) => valueKey === null);
  if (gap >= 0) {
    return gapIn(task, gap);
  }
  const values = inputs.flatMap(input => (input.value ? ofChannel(input.value, input) : []));
  const made = stepKey(
    step,
    parameters,
    inputs.map(input => keyOfChannel(input))
  );
  const dependence = await dependenceOf(
    pass,
    entry,
    inputs.map(({ key }) => key)
  );
  const work =
    values.length < inputs.length
      ? null
      : () => withDependence(step.applyAll(values, parameters), entry, dependence);
  const parts = await pass.computing.parts(entry.id, made, work);
  if (!parts) {
    return waiting(
      pass,
      inputs.map(input => (input.value ? input : awaited(pass, input)))
    );
  }
  const items = parts.map((part, i) => {
    const key = part.input === null ? entry.id : keyWithin(entry.id, inputs[part.input].key);
    return itemOf(key, part, partKeyOf(made, i));
  });
  return { items };
}

/** Available inputs are held until all are: otherwise each would be evicted for the next. */
function waiting(pass: PassContext, inputs: readonly Input[]): Made {
  inputs.forEach(input => input.value && pass.hold(input.scan?.id ?? null, input.valueKey));
  const done = inputs.filter(({ value }) => value).length;
  return { items: [], state: 'waiting', progress: { done, total: inputs.length } };
}

/**
 * The channel of a scan that its reference specifies, if any: a step that combines scans has one
 * channel parameter for all.
 */
function ofChannel(value: Value, input: Input): Value {
  const channel = channelOf(input);
  if (value.kind !== 'scan' || channel === null) {
    return value;
  }
  const { scan } = value;
  const channels = scan.channels.filter(({ name }) => name === channel);
  const kind = channels[0] ? kindOfChannel(scan, channels[0]) : scan.kind;
  return { ...value, scan: { ...scan, kind, channels } };
}

function keyOfChannel(input: Input): string {
  const channel = input.value?.kind === 'scan' || input.scan ? channelOf(input) : null;
  return channel === null ? (input.valueKey ?? '') : `${input.valueKey}:${channel}`;
}

function gapIn({ entry, inputs }: Task, gap: number): Made {
  const { ref, error: cause } = inputs[gap];
  const isAlone = inputs.every(input => input.ref !== ref || input.valueKey === null);
  const { state, error } = absence(entry.id, inputs[gap]);
  if (inputs.length === 1 || (state === 'blocked' && isAlone)) {
    return { items: [], state, error, ...(state === 'blocked' ? { blockedBy: [ref] } : {}) };
  }
  return { items: [], error: inputFailed(entry.id, gap, cause) };
}

/**
 * The parameters that apply to an input: a channel applies to scans only, and that of the reference
 * precedes the step's own.
 */
function parametersFor({ step, parameters }: Task, input: Input): Completed {
  if (!Object.hasOwn(step.parameters, 'channel')) {
    return parameters;
  }
  const isScan = input.value ? input.value.kind === 'scan' : input.scan !== null;
  const channel = isScan ? (channelOf(input) ?? parameters.channel) : null;
  return { ...parameters, channel };
}

function itemOf(key: ItemKey, part: StepPart, partKey: string): Item {
  const main = mainOutput(part);
  return {
    key,
    state: part.error ? 'failed' : 'done',
    error: part.error,
    part,
    partKey,
    value: main?.value ?? null,
    valueKey: main && valueKeyOf(partKey, main.name)
  };
}
