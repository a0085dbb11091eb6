/** A JSON Schema (draft 7), limited to what parameters need. */
export type JsonSchema = Record<string, unknown>;

/**
 * Kind of a parameter's value: `range` is two energies, `ranges` any number of them; `assignments`,
 * `bounds` and `expressions` are numbers, `[least, largest]` and texts by name; `names` and `texts`
 * are lists of words.
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

/** What can be picked on a plot instead of typed; plural if the parameter is a list. */
export type ParameterPick = 'energy' | 'range' | 'ranges' | 'width';

/** A parameter of the model that a step's parameter specifies, before a fit. */
export interface ModelParameter {
  readonly name: string;
  /** The expression it is tied to; null if it is free. */
  readonly expr: string | null;
  /** Whether it is an energy: the position of a line or an edge. */
  readonly isEnergy: boolean;
}

/** A parameter as data: forms, help, manual, schema and error messages are derived from it. */
export interface ParameterFacts {
  kind: ParameterKind;
  description: string;
  /** Unit of its numbers; empty if they have none. */
  unit: string;
  /** Whether it is mandatory. */
  isRequired: boolean;
  /** Whether it is a list, which can be extended. */
  isList: boolean;
  /** Least and largest value of a number; absent if unlimited. */
  min?: number;
  max?: number;
  /** Whether `min` itself is excluded. */
  isOpen?: boolean;
  /** The permitted words of a choice. */
  choices?: readonly string[];
  /** Whether a choice may also be another word, such as a name in a file. */
  takesOthers?: true;
  /** The words that a model can be composed of, joined by `+`. */
  parts?: readonly string[];
  pick?: ParameterPick;
  /** Placeholder text of a form field if it is not given and no value is the default. */
  automatic?: string;
  /** The parameter of the step that specifies the model whose parameters this one refers to. */
  of?: string;
  /** Whether its ranges are excluded. */
  leavesOut?: true;
  /** Whether its energies are those of the step's inputs, before its result changes them. */
  isOfInputs?: true;
  /** The energy it is picked along; absent if that depends on other parameters or on the plot. */
  axis?: 'incident' | 'emission' | 'transfer';
}

/**
 * A parameter of a step or a command: described once, and checked, listed, published and parsed
 * from that description.
 */
export interface Parameter<T> extends ParameterFacts {
  /** Its default; undefined if it is mandatory. */
  default: T | undefined;
  /** Its permitted values, in words. */
  range: string;
  schema: JsonSchema;
  /** The value from JSON. @returns undefined if it is not permitted. */
  read(value: unknown): T | undefined;
  /** JSON from a command-line word; `read` validates it. */
  parse(text: string): unknown;
  /**
   * The parameters of the model that a value specifies; null if it is no valid model. Absent if the
   * parameter is no model.
   */
  members?(value: unknown): readonly ModelParameter[] | null;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The values of a set of parameters. */
export type ValuesOf<P extends Parameters> = {
  [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};
