import { divisorReasons, markedPart, mergedReasons, withMergedCode } from './approximate.js';
import { timedPart } from './starttime.js';
import type { JSONObject, JSONValue } from './json.js';
import { InputError, literally, placeholder } from './labels.js';
import { complete, type Parameters, type ValuesOf } from './parameters/index.js';
import {
  failedPart,
  mainOutput,
  type Failure,
  type PartWarning,
  type StepPart,
  type StepWarning
} from './part.js';
import { withShared } from './shared.js';
import type { NumberResult, Value, ValueKind, ValueOf } from './values.js';

/**
 * Whether a step works on each input alone (`each`), or on all of them together, with limits on
 * their number.
 */
export type Inputs = 'each' | { readonly atLeast: number; readonly atMost?: number };

/** All parameters of a step. */
export type Completed = Readonly<Record<string, JSONValue>>;

interface OutputWarning extends StepWarning {
  inputs?: PartWarning['inputs'];
  /**
   * Whether `{0}`, `{1}`, … in its message are placeholders for labels; otherwise they are the
   * user's own text.
   */
  hasPlaceholders?: boolean;
}

/**
 * An additional input after all others, required by a value of a parameter; in function calls it is
 * a separate argument.
 */
export interface FurtherInput {
  /** The parameter, and its value that requires the input. */
  parameter: string;
  value: JSONValue;
  /** Name of the argument. */
  name: string;
  /** Description, without a full stop. */
  description: string;
}

/** The result of a step, as returned by its definition. */
export interface StepOutput {
  outputs?: Readonly<Record<string, Value>>;
  /** As in `StepPart`; names differ from those of outputs. */
  aside?: Readonly<Record<string, Value>>;
  numbers?: Readonly<Record<string, NumberResult>>;
  /** JSON. */
  details?: Readonly<Record<string, unknown>>;
  /** Without `inputs` about all of its inputs. */
  warnings?: readonly OutputWarning[];
}

/** A result with the index of its input; null: all. */
export interface OutputOfInput extends StepOutput {
  input: number | null;
  /** Why there is no result for this input, while there are results for others. */
  error?: Failure | null;
}

/** The definition of a step in one place: its name, inputs, parameters, and computation. */
export interface StepDefinition<K extends ValueKind, P extends Parameters> {
  /** Its name in documents and on the command line. */
  name: string;
  /** Increased when its numbers change; absent: 1. */
  version?: number;
  /** Its effect, in one sentence. */
  title: string;
  /** The kinds of values it accepts. */
  takes: readonly K[];
  /** The kind of its main output; null if it has numbers only. */
  gives: ValueKind | null;
  /** A function if it depends on its parameters. */
  inputs: Inputs | ((parameters: ValuesOf<P>) => Inputs);
  /** Absent: no parameter requires another input. */
  furtherInput?: FurtherInput;
  parameters: P;
  /**
   * The result for one input alone. It may throw; the message of an `InputError` has placeholders.
   */
  each?(input: ValueOf<K>, parameters: ValuesOf<P>): StepOutput;
  /** The result for all inputs together; several parts if some are about single inputs. */
  all?(
    inputs: readonly ValueOf<K>[],
    parameters: ValuesOf<P>
  ): StepOutput | readonly OutputOfInput[];
  /** Which scans it can work on, if not all: the menu offers it for no others. */
  ofScans?: ScanNeeds;
  /** Whether it needs an input of each accepted kind, not just of any of them. */
  needsEachKind?: boolean;
  /** The message if there are inputs, but too few or too many. */
  miscounted?(count: number): string;
  /**
   * Why σ of its result is approximate, in sentences, in addition to the marks of its inputs;
   * called for each part, with the inputs of that part.
   */
  approximates?(
    inputs: readonly ValueOf<K>[],
    parameters: ValuesOf<P>,
    part: Pick<StepPart, 'outputs' | 'details' | 'warnings'>
  ): readonly string[];
  /** The label of the result of all inputs, from their labels; absent: that of the first. */
  describe?(labels: readonly string[]): string;
}

/** Requirements of a step that takes scans on their contents. */
export interface ScanNeeds {
  /** Kind of its arm. */
  readonly kind?: 'map' | 'spectrum';
  /** Least number of arms. */
  readonly arms?: number;
  /** Whether counts must be known. */
  readonly counts?: boolean;
}

/** A step of any kind, as the registry holds it. */
export interface Step {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly takes: readonly ValueKind[];
  /** The kind of its main output; null if it has numbers only. */
  readonly gives: ValueKind | null;
  readonly inputs: Inputs | ((completed: Completed) => Inputs);
  /** An additional input, required by a value of a parameter; null: none. */
  readonly furtherInput: FurtherInput | null;
  /** Whether it needs an input of each accepted kind, not just of any of them. */
  readonly needsEachKind: boolean;
  readonly ofScans: ScanNeeds;
  readonly parameters: Parameters;
  /** All parameters, with defaults for missing ones. @throws XESError `step/parameter` */
  complete(given: Readonly<Record<string, unknown>>): Record<string, JSONValue>;
  /**
   * The result of an `each` step for one input: a part of input 0. It never throws and never
   * changes its input; a rejected input becomes the part's `error`.
   * @param completed all parameters, as returned by `complete`.
   */
  applyEach(input: Value, completed: Completed): StepPart;
  /**
   * A step's result for all inputs together: parts by input, of all, or both. It never throws, like
   * `applyEach`.
   */
  applyAll(inputs: readonly Value[], completed: Completed): StepPart[];
  /** The displayed name of a result of all inputs, from their labels. */
  describe(labels: readonly string[]): string;
}

/** A step with known types of parameters. */
export interface TypedStep<P extends Parameters> extends Step {
  readonly parameters: P;
}

/** The number of inputs that a step works on with these parameters. */
export function inputsOf({ inputs }: Pick<Step, 'inputs'>, completed: Completed): Inputs {
  return typeof inputs === 'function' ? inputs(completed) : inputs;
}

/** A result with a single value. */
export function singleOutput(
  value: Value
): StepOutput & { outputs: Readonly<Record<string, Value>> } {
  return { outputs: { [mainOutput]: value } };
}

/**
 * Make a step from its definition: kinds, counts and parameters are checked, and marks of σ set,
 * here for all steps.
 */
export function defineStep<K extends ValueKind, P extends Parameters>(
  definition: StepDefinition<K, P>
): TypedStep<P> {
  const { name, title, takes, gives, parameters, inputs } = definition;
  const owner = `The step "${name}"`;
  // all parameters are `completed`, and so have these types
  const typed = (completed: Completed) => completed as unknown as ValuesOf<P>;
  const parts = (
    values: readonly ValueOf<K>[],
    completed: Completed,
    perform: (values: readonly ValueOf<K>[]) => readonly OutputOfInput[]
  ) => {
    const merged = mergedReasons(values);
    const reasons = (of: readonly Value[], part: StepPart) => [
      ...(definition.approximates?.(of as readonly ValueOf<K>[], typed(completed), part) ?? []),
      ...(of.length > 1 ? merged : []),
      ...divisorReasons(part)
    ];
    const carried = withShared(values, of =>
      // their kinds match the values
      perform(of as readonly ValueOf<K>[]).map(input => partOf(input, values.length))
    );
    const plain = carried.map(({ part }) => part);
    return carried.map(carried => {
      const own = (of: readonly Value[], part: StepPart) => [
        ...carried.reasons,
        ...reasons(of, part)
      ];
      const marked = timedPart(markedPart(carried.part, values, plain, own), values);
      return merged.length > 0 ? withMergedCode(marked) : marked;
    });
  };
  return {
    name,
    version: definition.version ?? 1,
    title,
    takes,
    gives,
    inputs: typeof inputs === 'function' ? completed => inputs(typed(completed)) : inputs,
    furtherInput: definition.furtherInput ?? null,
    needsEachKind: definition.needsEachKind ?? false,
    ofScans: definition.ofScans ?? {},
    parameters,
    complete: given => complete(parameters, given, owner) as unknown as Record<string, JSONValue>,
    applyEach(input, completed) {
      try {
        const value = requireKind(input, 0, takes, owner);
        const { each } = definition;
        if (!each) {
          throw new Error(`${owner} works on all of its inputs together.`);
        }
        return parts([value], completed, ([item]) => [
          { input: 0, ...each(item, typed(completed)) }
        ])[0];
      } catch (reason) {
        return failedPart(0, reason);
      }
    },
    applyAll(given, completed) {
      try {
        const values = given.map((value, i) => requireKind(value, i, takes, owner));
        const { all } = definition;
        if (!all) {
          throw new Error(`${owner} works on each of its inputs alone.`);
        }
        requireCount(values.length, inputsOf(this, completed), owner, definition);
        requireEachKind(values, this, owner);
        return parts(values, completed, of => {
          const found = all(of, typed(completed));
          return isList(found) ? found : [{ input: null, ...found }];
        });
      } catch (reason) {
        return [failedPart(null, reason)];
      }
    },
    describe: labels => definition.describe?.(labels) ?? labels[0]
  };
}

function isList(found: StepOutput | readonly OutputOfInput[]): found is readonly OutputOfInput[] {
  return Array.isArray(found);
}

function partOf(
  { input, outputs, aside, numbers, details, warnings, error }: OutputOfInput,
  count: number
): StepPart {
  const of = input === null ? Array.from({ length: count }, (_, i) => i) : [input];
  return {
    input,
    outputs: outputs ?? {},
    ...(aside ? { aside } : {}),
    numbers: numbers ?? {},
    ...(details ? { details: details as JSONObject } : {}),
    warnings: (warnings ?? []).map(({ code, message, inputs = of, hasPlaceholders }) => ({
      code,
      message: hasPlaceholders ? message : literally(message),
      inputs
    })),
    error: error ?? null
  };
}

function requireKind<K extends ValueKind>(
  value: Value,
  index: number,
  takes: readonly K[],
  whose: string
): ValueOf<K> {
  if (!(takes as readonly ValueKind[]).includes(value.kind)) {
    throw new InputError(
      'step/input',
      `${whose} works on a ${takes.join(' or a ')}; "${placeholder(index)}" is a ${value.kind}.`
    );
  }
  return value as ValueOf<K>;
}

function requireEachKind(
  values: readonly Value[],
  { takes, needsEachKind }: Pick<Step, 'takes' | 'needsEachKind'>,
  whose: string
): void {
  const missing = takes.find(kind => values.every(value => value.kind !== kind));
  if (needsEachKind && missing) {
    throw new InputError(
      'step/input',
      `${whose} works on a ${takes.join(' and a ')} together; among the inputs there is no ${missing}: select one too.`
    );
  }
}

function requireCount(
  count: number,
  inputs: Inputs,
  whose: string,
  definition: { miscounted?(count: number): string }
): void {
  const { atLeast, atMost = Infinity } = inputs === 'each' ? { atLeast: 1 } : inputs;
  if (count >= atLeast && count <= atMost) {
    return;
  }
  const wanted =
    atMost === Infinity
      ? `at least ${atLeast}`
      : atLeast === atMost
        ? `${atLeast}`
        : `${atLeast} to ${atMost}`;
  const sentence =
    definition.miscounted && count > 0
      ? definition.miscounted(count)
      : `${whose} needs ${wanted} input(s), not ${count}.`;
  throw new InputError('step/input', sentence);
}
