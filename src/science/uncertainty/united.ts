import { SameBases, type Base } from './base.js';
import { selection, type Operator } from './operators.js';

/** What hangs on a base. */
interface OnBase {
  readonly base: Base;
}

/**
 * The same where parts of one base are looked at together: each hangs on one base of all that they have.
 * @param through what hangs on such a base, where those before were some of it.
 */
export function united<T extends OnBase>(
  all: readonly T[],
  through: (one: T, base: Base, some: Operator) => T
): readonly T[] {
  if (!all.some(({ base }) => base.among)) {
    return all;
  }
  const groups = new SameBases<{ base: Base; members: Base[] }>();
  all.forEach(({ base }) => groups.of(base, () => ({ base, members: [] })).members.push(base));
  const wholes = new Map(groups.all.map(({ base, members }) => [base, unionOf(members)]));
  return all.map(one => {
    const first = groups.of(one.base, () => ({ base: one.base, members: [] })).base;
    const whole = wholes.get(first) ?? one.base;
    return isAlike(whole, one.base) ? one : through(one, whole, someOf(whole, one.base));
  });
}

function isAlike(one: Base, other: Base): boolean {
  const [a, b] = [one.among?.places, other.among?.places];
  return (
    one === other || (!a && !b) || (a?.length === b?.length && !a?.some((p, k) => p !== b?.[k]))
  );
}

/** One base of all places of some; the whole one where it is among them. */
function unionOf(members: readonly Base[]): Base {
  const [first, ...others] = members;
  const whole = members.find(({ among }) => !among);
  if (whole || others.every(one => isAlike(first, one))) {
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

/** Those of a part among those of another part that has them all. */
function someOf(whole: Base, part: Base): Operator {
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
