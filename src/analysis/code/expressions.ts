import { pythonList } from './words.js';

/** Where code stores a value: a variable, or one element of it. */
export interface Storage {
  readonly variable: string;
  /** Index in a variable that is a list; null if the variable is the value. */
  readonly index: number | null;
  /** Number of values in the variable. */
  readonly count: number;
}

/** A Python expression for a value. */
export interface Expression extends Storage {
  /** Accessor appended to it, such as `.channel("upper")`; may be empty. */
  readonly suffix: string;
}

/** One value. */
export function single({ variable, index, suffix }: Expression): string {
  return `${variable}${index === null ? '' : `[${index}]`}${suffix}`;
}

/**
 * Several values as one argument: the variable that holds exactly these if there is one, else a
 * list.
 */
export function several(all: readonly Expression[]): string {
  if (isWhole(all)) {
    const [{ variable, suffix }] = all;
    return suffix === '' ? variable : eachOf(variable, suffix);
  }
  const items: string[] = [];
  for (let i = 0; i < all.length;) {
    const { variable, suffix, count } = all[i];
    const run = all.slice(i, i + count);
    const isRun = count > 1 && isWhole(run);
    items.push(isRun ? `*${suffix === '' ? variable : eachOf(variable, suffix)}` : single(all[i]));
    i += isRun ? count : 1;
  }
  return pythonList(items);
}

function eachOf(variable: string, suffix: string): string {
  return `[one${suffix} for one in ${variable}]`;
}

/** Whether these are all elements of a variable, in order. */
function isWhole(all: readonly Expression[]): boolean {
  const [first] = all;
  return (
    first?.index === 0 &&
    all.length === first.count &&
    all.every(
      ({ variable, index, suffix }, i) =>
        variable === first.variable && suffix === first.suffix && index === i
    )
  );
}
