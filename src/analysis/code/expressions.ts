import { pythonList } from './words.js';

/** What holds a value in code: a variable, or one of several in it. */
export interface Held {
  readonly variable: string;
  /** Its place where the variable holds several; null where it is the variable. */
  readonly index: number | null;
  /** How many the variable holds. */
  readonly count: number;
}

/** A value as code names it. */
export interface Expression extends Held {
  /** What is taken of it, such as `.channel("upper")`; empty for itself. */
  readonly suffix: string;
}

/** One value. */
export function single({ variable, index, suffix }: Expression): string {
  return `${variable}${index === null ? '' : `[${index}]`}${suffix}`;
}

/** Several values as one argument: what holds just them where there is such, else a list. */
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

/** Whether they are all that a variable holds, in its order. */
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
