import type { EvaluateOptions, Evaluation, Recipe } from '../../../src/analysis/evaluate/evaluator';
import { Memo } from '../../../src/analysis/evaluate/memo';
import { WarmedEvaluator } from '../../../src/compute/warmed';

const delay = 20;
const rest = () => new Promise(resolve => setTimeout(resolve, 4 * delay));
const yielding = () => new Promise<void>(resolve => setTimeout(resolve));

const step = (id: string, kind: string) => ({ id, step: kind, from: [], parameters: {} });
const recipe = (...steps: ReturnType<typeof step>[]) => ({ scans: [], steps }) as unknown as Recipe;

/** An evaluator whose evaluations take the given time, and records of repeats. */
function setUp(needs: string[] = [], fails = false) {
  let time = 0;
  const repeated: string[][] = [];
  const signals: AbortSignal[] = [];
  const inner = {
    memo: new Memo(),
    took: 10,
    evaluate: ({ steps }: Recipe) => {
      time += inner.took;
      const nodes = new Map(steps.map(({ id }) => [id, null]));
      return Promise.resolve({ nodes, needs: new Set(needs) } as unknown as Evaluation);
    }
  };
  const fresh = {
    evaluate: async (
      _: Recipe,
      _sources: unknown,
      { demand, signal, yield: next }: EvaluateOptions
    ) => {
      repeated.push((demand as { id: string }[]).map(({ id }) => id));
      signals.push(signal);
      await next();
      if (fails) {
        throw new Error('why');
      }
      return {} as Evaluation;
    }
  };
  const options = { yield: yielding, now: () => time, delay };
  const warmed = new WarmedEvaluator(inner, options, () => fresh);
  const evaluate = (of: Recipe) =>
    warmed.evaluate(of, new Map(), {
      demand: 'all',
      signal: new AbortController().signal,
      yield: yielding
    });
  return { warmed, inner, evaluate, repeated, signals };
}

describe('an evaluator that warms its code', () => {
  it('recomputes steps of new kinds while idle, each kind once', async () => {
    const { warmed, inner, evaluate, repeated } = setUp();
    expect(warmed.memo).toBe(inner.memo);
    await evaluate(recipe(step('s1', 'smooth'), step('s2', 'average')));
    expect(repeated).toEqual([]);
    await rest();
    expect(new Set(repeated.map(ids => ids.join()))).toEqual(new Set(['s1,s2']));
    const count = repeated.length;
    expect(count).toBeGreaterThan(1);
    await evaluate(recipe(step('s1', 'smooth'), step('s3', 'smooth')));
    await rest();
    expect(repeated).toHaveLength(count);
    await evaluate(recipe(step('s1', 'smooth'), step('s4', 'fit')));
    await rest();
    expect(repeated.slice(count)).toEqual(Array(count).fill(['s4']));
  });

  it('stops as soon as something is evaluated, and resumes later', async () => {
    const { evaluate, repeated, signals } = setUp();
    const one = recipe(step('s1', 'smooth'));
    await evaluate(one);
    await evaluate(one);
    while (signals.length === 0) {
      await yielding();
    }
    await evaluate(one);
    expect(signals[0].aborted).toBe(true);
    const count = repeated.length;
    await rest();
    expect(repeated.length).toBeGreaterThan(count);
    expect(signals.at(-1)?.aborted).toBe(false);
  });

  it('repeats nothing that takes long, or that waits for scans', async () => {
    const slow = setUp();
    slow.inner.took = 5000;
    const waiting = setUp(['s1']);
    await Promise.all([slow, waiting].map(({ evaluate }) => evaluate(recipe(step('s1', 'fit')))));
    await rest();
    expect([...slow.repeated, ...waiting.repeated]).toEqual([]);
  });

  it('ignores failures', async () => {
    const { evaluate, repeated } = setUp([], true);
    await evaluate(recipe(step('s1', 'fit')));
    await rest();
    expect(repeated).toEqual([['s1']]);
    await evaluate(recipe(step('s1', 'fit')));
    await rest();
    expect(repeated).toHaveLength(1);
  });

  it('ends on request', async () => {
    const { warmed, evaluate, repeated } = setUp();
    await evaluate(recipe(step('s1', 'fit')));
    warmed.stop();
    await rest();
    expect(repeated).toEqual([]);
  });
});
