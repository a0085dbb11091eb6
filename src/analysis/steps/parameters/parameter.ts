/** A JSON Schema (draft 7), as far as parameters need one. */
export type JsonSchema = Record<string, unknown>;

/**
 * What a parameter's value is: `range` is two energies, `ranges` any number of them; `assignments`, `bounds` and
 * `expressions` are numbers, `[least, largest]` and texts by name; `names` and `texts` are lists of words.
 */
export type ParameterKind =
  | 'number'
  | 'integer'
  | 'flag'
  | 'choice'
  | 'text'
  | 'range'
  | 'ranges'
  | 'numbers'
  | 'names'
  | 'texts'
  | 'assignments'
  | 'bounds'
  | 'expressions';

/** What can be picked on a plot instead of typed; several where the parameter is a list. */
export type ParameterPick = 'energy' | 'range' | 'ranges' | 'width';

/** A parameter of a model that a parameter of a step names, as it is before a fit. */
export interface ModelParameter {
  readonly name: string;
  /** What it follows from; null where it is free. */
  readonly expr: string | null;
  /** Whether it is an energy: where a line or an edge lies. */
  readonly isEnergy: boolean;
}

/** What a parameter is, as data: forms, help, manual, schema and refusals follow from it. */
export interface ParameterFacts {
  kind: ParameterKind;
  description: string;
  /** Unit of its numbers; empty where they have none. */
  unit: string;
  /** Whether it must be given. */
  isRequired: boolean;
  /** Whether it is a list, to which more can be added. */
  isList: boolean;
  /** Least and largest value of a number; absent where there is none. */
  min?: number;
  max?: number;
  /** Whether `min` itself is refused. */
  isOpen?: boolean;
  /** The words of which a choice is one. */
  choices?: readonly string[];
  /** Whether a choice may be another word too: what a file calls something. */
  takesOthers?: true;
  /** The words that a model is put together of, joined by `+`. */
  parts?: readonly string[];
  pick?: ParameterPick;
  /** What a form says stands for it where it is not given, and no value does. */
  automatic?: string;
  /** The parameter of the step that names a model, whose own parameters this is about. */
  of?: string;
  /** Whether what lies in its ranges is left out. */
  leavesOut?: true;
  /** Whether its energies are those of the step's inputs, and no longer those of its result. */
  isOfInputs?: true;
  /** The energy it is picked along; absent where that depends on other parameters or on what is plotted. */
  axis?: 'incident' | 'emission' | 'transfer';
}

/**
 * A parameter of a step or a command: described once, and checked, listed, published and parsed
 * from that description.
 */
export interface Parameter<T> extends ParameterFacts {
  /** Its value where it is not given; undefined where it must be. */
  default: T | undefined;
  /** What it may be, in words. */
  range: string;
  schema: JsonSchema;
  /** The value from JSON. @returns undefined where it is not what it may be. */
  read(value: unknown): T | undefined;
  /** JSON from a command line's word; whether it is sound is `read`'s business. */
  parse(text: string): unknown;
  /** The parameters of the model that a value names; null where it names none. Absent where it is no model. */
  members?(value: unknown): readonly ModelParameter[] | null;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The values of a set of parameters. */
export type ValuesOf<P extends Parameters> = {
  [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};
