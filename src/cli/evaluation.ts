import type { Id, Ref } from '../analysis/document/types.js';
import { Evaluator, type NodeResult, type ScanSource } from '../analysis/evaluate/index.js';
import type { Recipe } from '../analysis/evaluate/options.js';
import { failureOf } from '../analysis/evaluate/failures.js';
import { asXESError } from '../base/errors.js';
import type { Context } from './context.js';

/** How the scans needed by an evaluation are read. */
export interface Reading {
  /** Read a scan. An exception becomes the scan's failure; an interruption ends the evaluation. */
  read(id: Id): Promise<ScanSource>;
  /**
   * Evict scans that are not needed any more.
   * @param held scans whose dependents are waiting: they must stay.
   */
  makeRoom?(held: ReadonlySet<Id>): void;
  /** Whether there is no memory for another scan. */
  isFull?(): boolean;
}

/** The outcome of an evaluation, and of the scans that it needed. */
export interface Evaluated {
  nodes: ReadonlyMap<Id, NodeResult>;
  sources: ReadonlyMap<Id, ScanSource>;
}

/** Owner of an evaluation's results, which are kept while it lasts. */
const owner = 'evaluation';

/**
 * Evaluate demanded results, reading only the scans needed: scans that can't be read do not affect
 * others.
 * @throws XESError `cli/interrupted`
 */
export async function evaluateReading(
  recipe: Recipe,
  demand: readonly Ref[],
  { read, makeRoom, isFull }: Reading,
  context: Context,
  evaluator = new Evaluator()
): Promise<Evaluated> {
  const sources = new Map<Id, ScanSource>(
    recipe.scans.map(({ id }) => [id, { id, state: 'waiting', ...nothing }])
  );
  try {
    for (;;) {
      const { nodes, needs, held } = await evaluator.evaluate(recipe, sources, {
        demand,
        owner,
        signal: new AbortController().signal,
        yield: () => context.checkpoint(),
        onCompute: () => context.requireTime()
      });
      const open = [...needs].filter(id => isOpen(sources.get(id)));
      if (open.length === 0) {
        return { nodes, sources };
      }
      makeRoom?.(held);
      for (const [i, id] of open.entries()) {
        if (i > 0 && isFull?.()) {
          break; // compute what has been read first, then evict it
        }
        await context.checkpoint();
        sources.set(id, await source(id, read));
      }
    }
  } finally {
    evaluator.memo.unpin(owner);
  }
}

const nothing = { key: null, scan: null, outline: null, error: null };

function isOpen(source: ScanSource | undefined): boolean {
  const isGivenUp = source?.state === 'ready' && !source.scan && !source.value;
  return source?.state === 'waiting' || isGivenUp;
}

async function source(id: Id, read: Reading['read']): Promise<ScanSource> {
  try {
    return await read(id);
  } catch (reason) {
    const error = asXESError(reason);
    if (error.code === 'cli/interrupted') {
      throw error;
    }
    return { id, ...nothing, state: 'failed', error: failureOf(error) };
  }
}
