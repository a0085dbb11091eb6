import type { Unwritten } from '../tree.js';
import type { ArrayRule, TextRules } from './types.js';

/** Arrays and texts of a file, as the rules of a schema name them. */
export interface SchemaSource {
  /**
   * Places of the arrays that a rule may mean, best first. @param each path that `{each}` stands for
   */
  candidates(rule: ArrayRule, each?: string): readonly string[];
  /** Whether an array is there. */
  has(path: string): boolean;
  /** Whether an array that will not be read is in the file itself; where it is a link to another, that is noted. */
  mention(path: string): boolean;
  /** Announce which arrays will be read; absent ones cost nothing. */
  announce(paths: readonly string[]): void;
  numbers(path: string): Float64Array | null;
  shape(path: string): readonly number[];
  /** The unit that the file gives an array; null where it gives none. */
  unit(path: string): string | null;
  /** The first text of these that is not empty, else an empty one. */
  text(rules: TextRules): string;
  /** Places of all arrays that a pattern of a path finds, with their names. */
  each(pattern: string): readonly { path: string; name: string }[];
  missingLinks(): readonly string[];
  unwritten(): readonly Unwritten[];
  /** Whether the file is still being written; absent: no. */
  readonly isGrowing?: boolean;
  /** Whether each point of the arrays was reached, whatever stands there. */
  readonly isWritten: boolean;
}

/** The place of the first of a rule's arrays that is there; where it has one only, that is not looked for. @param has whether one is there */
export function placeOf(
  source: SchemaSource,
  rule: ArrayRule | null,
  each?: string,
  has = (path: string) => source.has(path)
): string | null {
  const candidates = rule ? source.candidates(rule, each) : [];
  return candidates.length > 1 ? (candidates.find(has) ?? candidates[0]) : (candidates[0] ?? null);
}
