/** A JSON Schema (draft 7), as far as parameters need one. */
export type JsonSchema = Record<string, unknown>;

/**
 * What a step or a command may be told: described once, and checked, listed, published and parsed
 * from that description.
 */
export interface Parameter<T> {
  description: string;
  /** Unit of its numbers; empty where they have none. */
  unit: string;
  /** Its value where it is not given; undefined where it must be. */
  default: T | undefined;
  /** What it may be, in words. */
  range: string;
  schema: JsonSchema;
  /** The value from JSON. @returns undefined where it is not what it may be. */
  read(value: unknown): T | undefined;
  /** JSON from a command line's word; whether it is sound is `read`'s business. */
  parse(text: string): unknown;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The values of a set of parameters. */
export type ValuesOf<P extends Parameters> = {
  [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};
