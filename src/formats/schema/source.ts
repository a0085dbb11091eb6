import type { Unwritten } from '../tree.js';
import type { ArrayRule, TextRules } from './types.js';

/** Arrays and texts of a file, accessed by the rules of a schema. */
export interface SchemaSource {
  /**
   * Locations of the arrays that match a rule, best first.
   * @param each path substituted for `{each}`
   */
  candidates(rule: ArrayRule, each?: string): readonly string[];
  /** Whether an array is present. */
  has(path: string): boolean;
  /**
   * Whether an array that will not be read is in the file itself; a link to another file is
   * recorded.
   */
  mention(path: string): boolean;
  /** Announce which arrays will be read; missing ones cost nothing. */
  announce(paths: readonly string[]): void;
  numbers(path: string): Float64Array | null;
  shape(path: string): readonly number[];
  /** The unit of an array in the file; null if there is none. */
  unit(path: string): string | null;
  /** The first of these texts that is not empty, else an empty text. */
  text(rules: TextRules): string;
  /** Locations of all arrays that match a path pattern, with their names. */
  each(pattern: string): readonly { path: string; name: string }[];
  missingLinks(): readonly string[];
  unwritten(): readonly Unwritten[];
  /** Whether the file is still being written; default: no. */
  readonly isGrowing?: boolean;
  /** Whether every point of the arrays was reached, whatever its values. */
  readonly isWritten: boolean;
}

/**
 * Location of the first of a rule's arrays that is present; a single candidate is not checked.
 * @param has whether an array is present
 */
export function placeOf(
  source: SchemaSource,
  rule: ArrayRule | null,
  each?: string,
  has = (path: string) => source.has(path)
): string | null {
  const candidates = rule ? source.candidates(rule, each) : [];
  return candidates.length > 1 ? (candidates.find(has) ?? candidates[0]) : (candidates[0] ?? null);
}
