import { XESError } from '../../science/errors.js';
import { distinct } from '../../formats/distinct.js';
import { complete, type Parameters, type ValuesOf } from '../parameters/index.js';
import { marked, type Made } from './approximate.js';
import type { NumberResult, Value, ValueKind } from './values.js';

/** Something a person should know of a result. */
export interface StepWarning {
  code: string;
  message: string;
}

/** What a step made of its inputs. */
export interface StepOutput {
  values: Value[];
  /** Results that are numbers, by name; `NAME.area` where there are several inputs. */
  numbers: Record<string, NumberResult>;
  /** Tables of facts that are neither curves nor single numbers, such as a fit's report; JSON. */
  details?: Record<string, unknown>;
  warnings: StepWarning[];
  /** The same by what was made of which input; absent where all was made of all of them. */
  parts?: readonly StepPart[];
}

/** What a step made of one of its inputs, by the input's index; null: of all. */
export interface StepPart {
  input: number | null;
  values: readonly Value[];
  numbers: Readonly<Record<string, NumberResult>>;
  details?: Record<string, unknown>;
}

type Of<K extends ValueKind> = Extract<Value, { kind: K }>;

/** What a step is, in one place: its name, what it takes, its parameters, and what it does. */
export interface StepDefinition<K extends ValueKind, P extends Parameters> {
  /** Its name in documents and on the command line. */
  name: string;
  /** What it does, as one sentence. */
  title: string;
  /** The kinds of values it works on. */
  takes: readonly K[];
  /** Whether it works on each value alone (`each`), or on all of them together, so many at least. */
  inputs: 'each' | { atLeast: number; atMost?: number };
  parameters: P;
  apply(inputs: Of<K>[], parameters: ValuesOf<P>): StepOutput;
  /**
   * Why σ of what it gives is only approximately right, in sentences, beside what its inputs are marked with and
   * what the points show; of a step that works on each input alone it is asked for each.
   */
  approximates?(inputs: readonly Of<K>[], parameters: ValuesOf<P>, made: Made): readonly string[];
  /** Whether its numbers are those of its inputs' points, and not of its values; default false. */
  areNumbersOfInputs?: boolean;
}

/** A step of any kind, as the registry holds it. */
export interface Step {
  readonly name: string;
  readonly title: string;
  readonly takes: readonly ValueKind[];
  readonly inputs: 'each' | { atLeast: number; atMost?: number };
  readonly parameters: Parameters;
  /**
   * Check the parameters and the inputs, and do it. Inputs are never changed.
   * @throws XESError `step/parameter`, `step/input`, and what the step's science throws.
   */
  apply(inputs: readonly Value[], given: Readonly<Record<string, unknown>>): StepOutput;
  /** All parameters, the defaults of those that are not given filled in. @throws XESError `step/parameter` */
  complete(given: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** A step whose parameters' types are known. */
export interface TypedStep<P extends Parameters> extends Step {
  readonly parameters: P;
}

/** Make a step of its definition. */
export function defineStep<K extends ValueKind, P extends Parameters>(
  definition: StepDefinition<K, P>
): TypedStep<P> {
  const { name, title, takes, inputs, parameters, apply } = definition;
  const whose = `The step "${name}"`;
  return {
    name,
    title,
    takes,
    inputs,
    parameters,
    complete: given => complete(parameters, given, whose),
    apply(values, given) {
      const told = complete(parameters, given, whose);
      const fitting = values.map(value => requireKind(value, takes, whose));
      requireCount(fitting.length, inputs === 'each' ? { atLeast: 1 } : inputs, whose);
      const output =
        inputs === 'each'
          ? each(fitting, value => apply([value], told))
          : apply(withOwnNames(fitting), told);
      // all inputs are of the kinds that were asked for
      return marked(
        fitting,
        output,
        (of, made) => definition.approximates?.(of as Of<K>[], told, made) ?? [],
        definition.areNumbersOfInputs
      );
    }
  };
}

/** Work on each value alone, as one output. */
export function each<V extends Value>(
  values: readonly V[],
  work: (value: V) => StepOutput
): StepOutput {
  return merge(values.map(value => ({ name: value.name, output: work(value) })));
}

/** A step's output that is values alone. */
export function made(...values: Value[]): StepOutput {
  return { values, numbers: {}, warnings: [] };
}

function requireKind<K extends ValueKind>(value: Value, takes: readonly K[], whose: string): Of<K> {
  if (!(takes as readonly ValueKind[]).includes(value.kind)) {
    throw new XESError(
      'step/input',
      `${whose} works on a ${takes.join(' or a ')}; "${value.name}" is a ${value.kind}.`
    );
  }
  return value as Of<K>;
}

function requireCount(
  count: number,
  { atLeast, atMost = Infinity }: { atLeast: number; atMost?: number },
  whose: string
): void {
  if (count < atLeast || count > atMost) {
    const wanted =
      atMost === Infinity
        ? `at least ${atLeast}`
        : atLeast === atMost
          ? `${atLeast}`
          : `${atLeast} to ${atMost}`;
    throw new XESError('step/input', `${whose} needs ${wanted} input(s), not ${count}.`);
  }
}

/** Numbers of several inputs are named after the inputs, so that no two may have one name. */
function withOwnNames<V extends Value>(values: V[]): V[] {
  const names = distinct(values.map(({ name }) => name));
  return values.map((value, i) => (value.name === names[i] ? value : { ...value, name: names[i] }));
}

/** The outputs of a step that worked on each input alone, as one. */
function merge(outputs: { name: string; output: StepOutput }[]): StepOutput {
  const parts = outputs.map(({ output: { values, numbers, details } }, input) => ({
    input,
    values,
    numbers,
    details
  }));
  if (outputs.length === 1) {
    return { ...outputs[0].output, parts };
  }
  const names = distinct(outputs.map(({ name }) => name));
  const named = <T>(pick: (output: StepOutput) => Record<string, T> | undefined) => {
    const entries = outputs.flatMap(({ output }, i) =>
      Object.entries(pick(output) ?? {}).map(
        ([key, value]) => [`${names[i]}.${key}`, value] as const
      )
    );
    const keys = distinct(entries.map(([key]) => key));
    return Object.fromEntries(entries.map(([, value], i) => [keys[i], value]));
  };
  return {
    values: outputs.flatMap(({ output }) => output.values),
    numbers: named(output => output.numbers),
    details: named(output => output.details),
    warnings: outputs.flatMap(({ output }, i) =>
      output.warnings.map(({ code, message }) => ({ code, message: `${names[i]}: ${message}` }))
    ),
    parts
  };
}
