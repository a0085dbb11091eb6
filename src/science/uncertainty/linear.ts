import { appended, deferred, type SharedDeviation, type Term, type Uncertainty } from './model.js';
import { forward, type Operator } from './operators.js';
import { unified } from './united.js';

/** A linear contribution of the points of one input to a result. */
export interface Part {
  readonly uncertainty: Uncertainty;
  readonly operator: Operator;
}

/**
 * The uncertainty of a sum of parts, each linear in the points of one input: their terms, each with
 * one more operator. Deviations shared by parts are combined when variances are computed.
 */
export function combined(parts: readonly Part[]): Uncertainty {
  return { terms: termsOf(parts), shared: sharedOf(parts) };
}

/** As `combined`, with terms computed on first access. */
export function combinedDeferred(parts: readonly Part[]): Uncertainty {
  return deferred(parts, () => termsOf(parts), sharedOf(parts));
}

/** The uncertainty of a result that is linear in the points of one input. */
export function through(uncertainty: Uncertainty, operator: Operator): Uncertainty {
  return combined([{ uncertainty, operator }]);
}

/** As `through`, with operator and terms computed on first access. */
export function throughDeferred(uncertainty: Uncertainty, operator: () => Operator): Uncertainty {
  return uncertainty.shared.length > 0
    ? through(uncertainty, operator())
    : deferred(uncertainty, () => through(uncertainty, operator()).terms);
}

function termsOf(parts: readonly Part[]): Term[] {
  return parts.flatMap(({ uncertainty, operator }) =>
    uncertainty.terms.map(({ base, path }) => ({ base, path: appended(path, operator) }))
  );
}

/** Terms in which bases that are parts of the same base are replaced by their union. */
export function unifiedTerms(terms: readonly Term[]): readonly Term[] {
  return unified(terms, ({ path }, base, some) => ({ base, path: [some, ...path] }));
}

/** Shared deviations with equal ids are the same, so their effects add up. */
function sharedOf(parts: readonly Part[]): SharedDeviation[] {
  const byId = new Map<string, SharedDeviation>();
  for (const { uncertainty, operator } of parts) {
    for (const { id, intensity } of uncertainty.shared) {
      if (intensity) {
        const effect = forward(operator, intensity);
        const before = byId.get(id)?.intensity;
        byId.set(id, { id, intensity: before ? before.map((v, i) => v + effect[i]) : effect });
      }
    }
  }
  return [...byId.values()];
}
