import { divisorReasons, markedPart, mergedReasons, withMergedCode } from './approximate.js';
import { timedPart } from './begun.js';
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

/** Whether a step works on each input alone (`each`), or on all of them together, so many at least. */
export type Inputs = 'each' | { readonly atLeast: number; readonly atMost?: number };

/** Parameters of a step, all of them. */
export type Completed = Readonly<Record<string, JSONValue>>;

interface MadeWarning extends StepWarning {
  inputs?: PartWarning['inputs'];
  /** In its message `{0}`, `{1}`, … stand for what inputs are called; else they are the user's own words. */
  hasPlaceholders?: boolean;
}

/** One more input, behind all others, which a value of a parameter asks for: where calls have arguments one of its own. */
export interface FurtherInput {
  /** The parameter, and the value that asks for it. */
  parameter: string;
  value: JSONValue;
  /** What the argument is called. */
  name: string;
  /** What it is, without a full stop. */
  description: string;
}

/** What a step makes, as its definition gives it. */
export interface Made {
  outputs?: Readonly<Record<string, Value>>;
  /** As of `StepPart`; no name of it is one of an output. */
  aside?: Readonly<Record<string, Value>>;
  numbers?: Readonly<Record<string, NumberResult>>;
  /** JSON. */
  details?: Readonly<Record<string, unknown>>;
  /** Without `inputs` about all that it was made of. */
  warnings?: readonly MadeWarning[];
}

/** The same with the index of the input that it was made of; null: of all. */
export interface MadeOf extends Made {
  input: number | null;
  /** Why nothing was made of it, while there is something of others. */
  error?: Failure | null;
}

/** What a step is, in one place: its name, what it takes, its parameters, and what it does. */
export interface StepDefinition<K extends ValueKind, P extends Parameters> {
  /** Its name in documents and on the command line. */
  name: string;
  /** Raised when its numbers change; absent: 1. */
  version?: number;
  /** What it does, as one sentence. */
  title: string;
  /** The kinds of values it works on. */
  takes: readonly K[];
  /** The kind of its main output; null where it gives numbers alone. */
  gives: ValueKind | null;
  /** A function where its parameters decide. */
  inputs: Inputs | ((parameters: ValuesOf<P>) => Inputs);
  /** Absent: no parameter asks for another input. */
  furtherInput?: FurtherInput;
  parameters: P;
  /** What it makes of one input alone. It may throw; an `InputError` has a sentence with placeholders. */
  each?(input: ValueOf<K>, parameters: ValuesOf<P>): Made;
  /** What it makes of all together; several parts where some of it is about single inputs. */
  all?(inputs: readonly ValueOf<K>[], parameters: ValuesOf<P>): Made | readonly MadeOf[];
  /** Of which scans something can be made, where that is not all: the menu offers it for no others. */
  ofScans?: ScanNeeds;
  /** Whether an input of each kind that it takes must be there, and not only any of them. */
  needsEachKind?: boolean;
  /** What is said where all of them together are too few or too many, but not none. */
  miscounted?(count: number): string;
  /**
   * Why σ of what it gives is only approximately right, in sentences, beside what its inputs are marked with; it is
   * asked for each part, with what this was made of.
   */
  approximates?(
    inputs: readonly ValueOf<K>[],
    parameters: ValuesOf<P>,
    part: Pick<StepPart, 'outputs' | 'details' | 'warnings'>
  ): readonly string[];
  /** What the result of all inputs is called, of what these are called; absent: as the first. */
  describe?(labels: readonly string[]): string;
}

/** What a scan must hold for a step that takes scans as they are. */
export interface ScanNeeds {
  /** What its arm is. */
  readonly kind?: 'map' | 'spectrum';
  /** Arms, at least. */
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
  /** The kind of its main output; null where it gives numbers alone. */
  readonly gives: ValueKind | null;
  readonly inputs: Inputs | ((completed: Completed) => Inputs);
  /** One more input, which a value of a parameter asks for; null: none does. */
  readonly furtherInput: FurtherInput | null;
  /** Whether an input of each kind that it takes must be there, and not only any of them. */
  readonly needsEachKind: boolean;
  readonly ofScans: ScanNeeds;
  readonly parameters: Parameters;
  /** All parameters, the defaults of those that are not given filled in. @throws XESError `step/parameter` */
  complete(given: Readonly<Record<string, unknown>>): Record<string, JSONValue>;
  /**
   * What an `each` step makes of one input: a part of input 0. It never throws and never changes its input; what
   * the input is refused for is the part's `error`. @param completed all parameters, as `complete` gives them.
   */
  applyEach(input: Value, completed: Completed): StepPart;
  /** What a step makes of all inputs together: parts by input, of all, or both. It never throws, as `applyEach`. */
  applyAll(inputs: readonly Value[], completed: Completed): StepPart[];
  /** What is shown as the name of a result of all inputs, of what these are called. */
  describe(labels: readonly string[]): string;
}

/** A step whose parameters' types are known. */
export interface TypedStep<P extends Parameters> extends Step {
  readonly parameters: P;
}

/** How many inputs a step works on with these parameters. */
export function inputsOf({ inputs }: Pick<Step, 'inputs'>, completed: Completed): Inputs {
  return typeof inputs === 'function' ? inputs(completed) : inputs;
}

/** Something made that is one value. */
export function made(value: Value): Made & { outputs: Readonly<Record<string, Value>> } {
  return { outputs: { [mainOutput]: value } };
}

/** Make a step of its definition: kinds, counts and parameters are checked here, and marks of σ put, for all. */
export function defineStep<K extends ValueKind, P extends Parameters>(
  definition: StepDefinition<K, P>
): TypedStep<P> {
  const { name, title, takes, gives, parameters, inputs } = definition;
  const whose = `The step "${name}"`;
  // all parameters are `completed`: as they were read, and so of these types
  const typed = (completed: Completed) => completed as unknown as ValuesOf<P>;
  const parts = (
    values: readonly ValueOf<K>[],
    completed: Completed,
    perform: (values: readonly ValueOf<K>[]) => readonly MadeOf[]
  ) => {
    const merged = mergedReasons(values);
    const reasons = (of: readonly Value[], part: StepPart) => [
      ...(definition.approximates?.(of as readonly ValueOf<K>[], typed(completed), part) ?? []),
      ...(of.length > 1 ? merged : []),
      ...divisorReasons(part)
    ];
    const carried = withShared(values, of =>
      // their kinds are those of the values
      perform(of as readonly ValueOf<K>[]).map(one => partOf(one, values.length))
    );
    const plain = carried.map(({ part }) => part);
    return carried.map(one => {
      const own = (of: readonly Value[], part: StepPart) => [...one.reasons, ...reasons(of, part)];
      const marked = timedPart(markedPart(one.part, values, plain, own), values);
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
    complete: given => complete(parameters, given, whose) as unknown as Record<string, JSONValue>,
    applyEach(input, completed) {
      try {
        const value = requireKind(input, 0, takes, whose);
        const { each } = definition;
        if (!each) {
          throw new Error(`${whose} works on all of its inputs together.`);
        }
        return parts([value], completed, ([one]) => [
          { input: 0, ...each(one, typed(completed)) }
        ])[0];
      } catch (reason) {
        return failedPart(0, reason);
      }
    },
    applyAll(given, completed) {
      try {
        const values = given.map((value, i) => requireKind(value, i, takes, whose));
        const { all } = definition;
        if (!all) {
          throw new Error(`${whose} works on each of its inputs alone.`);
        }
        requireCount(values.length, inputsOf(this, completed), whose, definition);
        requireEachKind(values, this, whose);
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

function isList(found: Made | readonly MadeOf[]): found is readonly MadeOf[] {
  return Array.isArray(found);
}

function partOf(
  { input, outputs, aside, numbers, details, warnings, error }: MadeOf,
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
