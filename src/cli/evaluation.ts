import type { Id, Ref } from '../analysis/document/types.js';
import { Evaluator, type NodeResult, type ScanSource } from '../analysis/evaluate/index.js';
import type { Recipe } from '../analysis/evaluate/options.js';
import { failureOf } from '../analysis/evaluate/failures.js';
import { asXESError } from '../base/errors.js';
import type { Context } from './context.js';

/** How scans are read that an evaluation needs. */
export interface Reading {
  /** Read a scan. What it throws is why there is none; an interruption ends the evaluation. */
  read(id: Id): Promise<ScanSource>;
  /** Called with the scans that something waits with; they must stay. @returns whether there is no room for another scan. */
  isFull?(held: ReadonlySet<Id>): boolean;
}

/** What came of an evaluation, and of the scans that it needed. */
export interface Evaluated {
  nodes: ReadonlyMap<Id, NodeResult>;
  sources: ReadonlyMap<Id, ScanSource>;
}

/** Results of an evaluation are kept while it lasts, as those of this owner. */
const owner = 'evaluation';

/**
 * Evaluate what is demanded, of no more scans than that needs: those that can't be read leave the others alone.
 * @throws XESError `cli/interrupted`
 */
export async function evaluateReading(
  recipe: Recipe,
  demand: readonly Ref[],
  { read, isFull = () => false }: Reading,
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
      for (const [i, id] of open.entries()) {
        if (i > 0 && isFull(held)) {
          break; // what is here is computed first, and then makes room
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
