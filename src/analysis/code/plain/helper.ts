/** A function or class of the code in plain Python. */
export interface Helper {
  readonly name: string;
  /** Others that it calls. */
  readonly needs?: readonly string[];
  readonly text: string;
}
