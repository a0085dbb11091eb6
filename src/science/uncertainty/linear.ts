import { appended, deferred, type SharedDeviation, type Term, type Uncertainty } from './model.js';
import { forward, type Operator } from './operators.js';
import { united } from './united.js';

/** What a linear step makes of the points of one of its inputs. */
export interface Part {
  readonly uncertainty: Uncertainty;
  readonly operator: Operator;
}

/**
 * The uncertainty of what is a sum of parts, each linear in the points of one input: their terms, with one more operator
 * each. What two of them share meets again where it is summed.
 */
export function combined(parts: readonly Part[]): Uncertainty {
  return { terms: termsOf(parts), shared: sharedOf(parts) };
}

/** The same, its terms made when they are first asked for. */
export function combinedLater(parts: readonly Part[]): Uncertainty {
  return deferred(parts, () => termsOf(parts), sharedOf(parts));
}

/** The uncertainty of what is linear in the points of one input. */
export function through(uncertainty: Uncertainty, operator: Operator): Uncertainty {
  return combined([{ uncertainty, operator }]);
}

/** The same; operator and terms are made when they are first asked for. */
export function throughLater(uncertainty: Uncertainty, operator: () => Operator): Uncertainty {
  return uncertainty.shared.length > 0
    ? through(uncertainty, operator())
    : deferred(uncertainty, () => through(uncertainty, operator()).terms);
}

function termsOf(parts: readonly Part[]): Term[] {
  return parts.flatMap(({ uncertainty, operator }) =>
    uncertainty.terms.map(({ base, path }) => ({ base, path: appended(path, operator) }))
  );
}

/** Terms whose bases are one where they are parts of one. */
export function unitedTerms(terms: readonly Term[]): readonly Term[] {
  return united(terms, ({ path }, base, some) => ({ base, path: [some, ...path] }));
}

/** Shared deviations of one id are one, and their effects add up. */
function sharedOf(parts: readonly Part[]): SharedDeviation[] {
  const found = new Map<string, SharedDeviation>();
  for (const { uncertainty, operator } of parts) {
    for (const { id, intensity } of uncertainty.shared) {
      if (intensity) {
        const made = forward(operator, intensity);
        const before = found.get(id)?.intensity;
        found.set(id, { id, intensity: before ? before.map((v, i) => v + made[i]) : made });
      }
    }
  }
  return [...found.values()];
}
