import { BaseIndex, type Base } from './base.js';
import { selection, type Operator } from './operators.js';

/** An entry that depends on a base. */
interface OnBase {
  readonly base: Base;
}

/**
 * Entries with bases that are parts of the same base moved to the union of those parts.
 * @param through an entry moved to such a union, given the operator that selects its part.
 */
export function unified<T extends OnBase>(
  all: readonly T[],
  through: (entry: T, base: Base, some: Operator) => T
): readonly T[] {
  if (!all.some(({ base }) => base.among)) {
    return all;
  }
  const groups = new BaseIndex<{ base: Base; members: Base[] }>();
  all.forEach(({ base }) => groups.of(base, () => ({ base, members: [] })).members.push(base));
  const wholes = new Map(groups.all.map(({ base, members }) => [base, unionOf(members)]));
  return all.map(one => {
    const first = groups.of(one.base, () => ({ base: one.base, members: [] })).base;
    const whole = wholes.get(first) ?? one.base;
    return areEqualParts(whole, one.base) ? one : through(one, whole, selectionOf(whole, one.base));
  });
}

function areEqualParts(one: Base, other: Base): boolean {
  const [a, b] = [one.among?.places, other.among?.places];
  return (
    one === other || (!a && !b) || (a?.length === b?.length && !a?.some((p, k) => p !== b?.[k]))
  );
}

/** The union of parts of a base; the whole base if it is among them. */
function unionOf(members: readonly Base[]): Base {
  const [first, ...others] = members;
  const whole = members.find(({ among }) => !among);
  if (whole || others.every(one => areEqualParts(first, one))) {
    return whole ?? first;
  }
  const at = new Map<number, [Base, number]>();
  members.forEach(base => base.among?.places.forEach((place, k) => at.set(place, [base, k])));
  const places = Uint32Array.from(at.keys()).sort();
  const take = (of: (base: Base, k: number) => number) =>
    Float64Array.from(places, place => {
      const [base, k] = at.get(place) ?? [first, 0];
      return of(base, k);
    });
  const { id, counts, exposure, among, parents } = first;
  return {
    id,
    counts: counts && take((base, k) => base.counts?.[k] ?? NaN),
    variance: take(({ variance }, k) => variance[k]),
    exposure: exposure ? take((base, k) => base.exposure?.[k] ?? NaN) : null,
    ...(parents ? { parents } : {}),
    ...(among ? { among: { ...among, places } } : {})
  };
}

/** The operator that selects a part from a larger part that contains it. */
function selectionOf(whole: Base, part: Base): Operator {
  const places = part.among?.places ?? new Uint32Array(0);
  const within = whole.among;
  if (!within) {
    return selection(places, whole.variance.length);
  }
  const at = new Map(Array.from(within.places, (place, k) => [place, k]));
  return selection(
    places.map(place => at.get(place) ?? 0),
    within.places.length
  );
}
