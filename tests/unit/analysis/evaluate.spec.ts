import type { ScanEntry, StepEntry } from '../../../src/analysis/document/types';
import {
  Evaluator,
  Memo,
  type EvaluateOptions,
  type Evaluation,
  type Recipe,
  type ScanSource
} from '../../../src/analysis/evaluate';
import { labeller } from '../../../src/analysis/evaluate/labels';
import { bindScans } from '../../../src/analysis/evaluate/bind';
import { cutStep } from '../../../src/analysis/steps/cut';
import { mapStep } from '../../../src/analysis/steps/map';
import type { Scan } from '../../../src/formats';
import { cut } from '../../../src/science/cuts';
import { scanMap } from '../../../src/science/grid';
import { grid, measured, steps as energies } from '../science/synthetic';
import { scanOf } from './scans';

const points = measured(grid(energies(9658, 0.3, 4), energies(8630, 0.3, 5)));

/** A map of 4 × 5 points. */
const map = scanOf(points);

/** A spectrum of 5 points at one incident energy. */
const line: Scan = { ...scanOf(measured(grid([9658], energies(8630, 0.3, 5)))), kind: 'XES' };

/** Two arms that measured the same, the lower with half of the counts. */
const twoArms: Scan = {
  ...map,
  channels: [
    map.channels[0],
    { ...map.channels[0], name: 'lower', counts: map.channels[0].counts!.map(n => 2 * n) }
  ]
};

const step = (
  id: string,
  name: string,
  from: StepEntry['from'],
  parameters: StepEntry['parameters'] = {},
  more: Partial<StepEntry> = {}
): StepEntry => ({ id, step: name, from, parameters, ...more });

const herfd = step('herfd', 'cut', ['scans'], { type: 'CEE', at: 8630.6 });

const entries = (count: number): ScanEntry[] =>
  Array.from({ length: count }, (_, i) => ({ id: `s${i + 1}`, path: `${i + 1}.nxs` }));

const ready = (id: string, scan: Scan, key = `key of ${id}`): ScanSource => ({
  id,
  key,
  state: 'ready',
  scan,
  outline: scan,
  error: null
});

interface Given {
  scans?: readonly Scan[];
  sources?: readonly ScanSource[];
  options?: Partial<EvaluateOptions>;
  evaluator?: Evaluator;
}

/** Evaluate steps on scans s1, s2, … */
function evaluate(
  steps: readonly StepEntry[],
  { scans = [map], sources, options = {}, evaluator = new Evaluator() }: Given = {}
): Promise<Evaluation> {
  const all = sources ?? scans.map((scan, i) => ready(`s${i + 1}`, scan));
  const recipe: Recipe = { scans: entries(all.length), steps };
  return evaluator.evaluate(recipe, new Map(all.map(scanSource => [scanSource.id, scanSource])), {
    demand: 'all',
    signal: new AbortController().signal,
    yield: () => Promise.resolve(),
    ...options
  });
}

const stateOf = ({ nodes }: Evaluation, id: string) => nodes.get(id)?.outcome.state;
const errorOf = ({ nodes }: Evaluation, id: string) => nodes.get(id)?.outcome.error;
const keysOf = ({ nodes }: Evaluation, id: string) => nodes.get(id)?.items.map(({ key }) => key);
const spectrumOf = ({ nodes }: Evaluation, id: string, index = 0) => {
  const value = nodes.get(id)?.items[index]?.value;
  return value?.kind === 'spectrum' ? value.spectrum : null;
};

/** How often each of these was computed, by id of the node. */
function counting() {
  const computed: string[] = [];
  const onCompute: EvaluateOptions['onCompute'] = one => one && computed.push(one.id);
  return { computed, onCompute };
}

afterEach(() => jest.restoreAllMocks());

describe('inputs named both by `scans` and by their ids', () => {
  const one = (gain: number): Scan => ({
    ...line,
    channels: [{ ...line.channels[0], counts: line.channels[0].counts!.map(n => gain * n) }]
  });
  const scans = [one(1), one(3)];

  it('are one measurement each', async () => {
    const found = await evaluate(
      [step('all', 'average', ['scans']), step('again', 'average', ['scans', 's1'])],
      { scans }
    );
    expect(found.nodes.get('again')?.inputs).toEqual(['s1', 's2']);
    expect(spectrumOf(found, 'again')).toEqual(spectrumOf(found, 'all'));
    const each = await evaluate([step('each', 'smooth', ['s1', 'scans'], { window: 3 })], {
      scans
    });
    expect(keysOf(each, 'each')).toEqual(['each/s1', 'each/s2']);
  });

  it('may be the common reference', async () => {
    const by = { by: 'reference' };
    const found = await evaluate([step('norm', 'normalise', ['scans', 's1'], by)], { scans });
    expect(keysOf(found, 'norm')).toEqual(['norm/s1', 'norm/s2']);
    const [first, second] = [0, 1].map(i => spectrumOf(found, 'norm', i)!.intensity[2]);
    expect(second / first).toBeCloseTo(3, 12);
  });

  it('may be an arm of all scans, or of one of them', async () => {
    const arm = step('arm', 'cut', [{ id: 'scans', channel: 'lower' }], herfd.parameters);
    const only = step('only', 'cut', [{ id: 'scans', only: ['s2:lower'] }], herfd.parameters);
    const found = await evaluate([arm, only], { scans: [twoArms, twoArms] });
    expect(keysOf(found, 'arm')).toEqual(['arm/s1:lower', 'arm/s2:lower']);
    expect(keysOf(found, 'only')).toEqual(['only/s2:lower']);
    expect(spectrumOf(found, 'only')).toEqual(spectrumOf(found, 'arm', 1));
  });
});

describe('a step', () => {
  it('returns what the functions return, to the bit', async () => {
    const found = await evaluate([herfd]);
    const known = cut(scanMap(map, map.channels[0]), { type: 'CEE', at: 8630.6, width: 0.3 });
    expect(spectrumOf(found, 'herfd')).toEqual(known);
    expect(found.nodes.get('herfd')?.parameters).toMatchObject({ at: 8630.6, width: null });
    expect(keysOf(found, 'herfd')).toEqual(['herfd/s1']);
    expect(stateOf(found, 'herfd')).toBe('done');
  });

  it('shares one map of a scan with all its cuts, saved or default', async () => {
    const applied = jest.spyOn(mapStep, 'applyEach');
    const cuts = [8630, 8630.6, 8631.2].map((at, i) =>
      step(`cut-${i}`, 'cut', ['scans'], { type: 'CEE', at })
    );
    const own = step('map', 'map', ['scans'], { channel: 'upper' });
    const found = await evaluate([own, ...cuts, step('after', 'cut', ['map'], cuts[0].parameters)]);
    expect(applied).toHaveBeenCalledTimes(1);
    expect(spectrumOf(found, 'after')).toEqual(spectrumOf(found, 'cut-0'));
  });

  it('names items after their origin', async () => {
    const steps = [
      herfd,
      step('smooth', 'smooth', ['herfd'], { window: 3, order: 1 }),
      step('mean', 'average', ['smooth']),
      step('area', 'area', ['mean'])
    ];
    const found = await evaluate(steps, { scans: [map, map] });
    expect(keysOf(found, 'smooth')).toEqual(['smooth/herfd/s1', 'smooth/herfd/s2']);
    expect(keysOf(found, 'mean')).toEqual(['mean']);
    expect(keysOf(found, 'area')).toEqual(['area/mean']);
    expect(found.nodes.get('mean')?.inputs).toEqual(['smooth/herfd/s1', 'smooth/herfd/s2']);
  });

  it('takes the arm of the reference before the one of its parameter', async () => {
    const given = { ...herfd.parameters, channel: 'upper' };
    const found = await evaluate(
      [
        step('own', 'cut', ['s1'], given),
        step('lower', 'cut', [{ id: 's1', channel: 'lower' }], given)
      ],
      { scans: [twoArms] }
    );
    expect(keysOf(found, 'lower')).toEqual(['lower/s1:lower']);
    expect(spectrumOf(found, 'own')?.counts?.[0]).toBeGreaterThan(0);
    expect(spectrumOf(found, 'lower')?.counts?.[0]).toBe(
      2 * (spectrumOf(found, 'own')?.counts?.[0] ?? NaN)
    );
  });

  it('takes the arm of each reference where it combines scans themselves', async () => {
    const mean = (channel: string) =>
      step(channel, 'average', [{ id: 's1', channel }], { estimator: 'ratio-of-sums' });
    const evaluator = new Evaluator();
    const given = { evaluator, scans: [twoArms] };
    const found = await evaluate([mean('upper'), mean('lower')], given);
    const [upper, lower] = ['upper', 'lower'].map(id => spectrumOf(found, id)?.counts?.[0]);
    expect(lower).toBe(2 * (upper ?? NaN));
  });

  it.each([
    ['step/unknown', { ...herfd, step: 'of later' }],
    ['step/parameter', { ...herfd, parameters: { type: 'CEE' } }],
    ['step/parameter', { ...herfd, parameters: { type: 'CEE', at: 8630, wide: 1 } }],
    ['scan/channel-missing', { ...herfd, parameters: { type: 'CEE', at: 8630, channel: 'lower' } }],
    ['cut/empty', { ...herfd, parameters: { type: 'CEE', at: 1 } }]
  ])('reports %s', async (code, entry) => {
    const found = await evaluate([entry]);
    expect(errorOf(found, 'herfd')).toMatchObject({ code });
    expect(stateOf(found, 'herfd')).toBe('failed');
  });

  it('reports missing inputs', async () => {
    const found = await evaluate([herfd], { scans: [] });
    expect(errorOf(found, 'herfd')).toMatchObject({ code: 'step/input' });
  });
});

describe('scans unsuitable for a step', () => {
  it('are skipped if all scans are meant', async () => {
    const found = await evaluate([herfd], { scans: [line, map] });
    expect(keysOf(found, 'herfd')).toEqual(['herfd/s2']);
    expect(stateOf(found, 'herfd')).toBe('done');
  });

  it('are refused if they are named', async () => {
    const found = await evaluate([{ ...herfd, from: ['s1', 's2'] }], { scans: [line, map] });
    expect(stateOf(found, 'herfd')).toBe('partly');
    expect(found.nodes.get('herfd')?.items[0].error).toEqual({
      code: 'scan/not-a-map',
      message: expect.stringContaining('"{0}" is a spectrum') as string
    });
  });

  it('are a failure if there are no others', async () => {
    const found = await evaluate([herfd], { scans: [line] });
    expect(errorOf(found, 'herfd')?.message).toBe(
      'None of the scans is a map, which step "herfd" works on.'
    );
  });

  it('are references', async () => {
    const recipe: Recipe = {
      scans: [{ id: 'r', path: 'r.nxs', role: 'reference' }, ...entries(1)],
      steps: [herfd, step('own', 'cut', ['r'], herfd.parameters)]
    };
    const sources = new Map(
      [ready('r', map), ready('s1', map)].map(scanSource => [scanSource.id, scanSource])
    );
    const found = await new Evaluator().evaluate(recipe, sources, {
      demand: 'all',
      signal: new AbortController().signal,
      yield: () => Promise.resolve()
    });
    expect(keysOf(found, 'herfd')).toEqual(['herfd/s1']);
    expect(keysOf(found, 'own')).toEqual(['own/r']);
  });
});

describe('a failure', () => {
  const failed: ScanSource = {
    id: 's2',
    key: null,
    state: 'failed',
    scan: null,
    outline: null,
    error: { code: 'file/not-found', message: 'There is no such file.' }
  };
  const sources = [ready('s1', map), failed, ready('s3', map)];

  it('of one input leaves the others alone', async () => {
    const found = await evaluate([herfd], { sources });
    expect(stateOf(found, 'herfd')).toBe('partly');
    expect(found.nodes.get('herfd')?.items.map(({ state }) => state)).toEqual([
      'done',
      'failed',
      'done'
    ]);
    expect(found.nodes.get('herfd')?.items[1].error?.code).toBe('file/not-found');
  });

  it('of one input never silently averages the others', async () => {
    const mean = step('mean', 'average', ['herfd']);
    const found = await evaluate([herfd, mean], { sources });
    expect(errorOf(found, 'mean')).toEqual({
      code: 'step/input-failed',
      message: expect.stringContaining('"{1}"') as string
    });
    const without = { ...mean, from: [{ id: 'herfd', except: ['herfd/s2'] }] };
    const left = await evaluate([herfd, without], { sources });
    expect(stateOf(left, 'mean')).toBe('done');
    expect(left.nodes.get('mean')?.inputs).toEqual(['herfd/s1', 'herfd/s3']);
  });

  it('of a step blocks its dependents, and nothing else', async () => {
    const lost = step('lost', 'cut', ['scans'], { type: 'CEE', at: 1 });
    const after = step('after', 'smooth', ['lost'], { window: 3, order: 1 });
    const mean = step('mean', 'average', ['lost', 'herfd']);
    const found = await evaluate([lost, herfd, after, mean]);
    expect(stateOf(found, 'lost')).toBe('failed');
    expect(stateOf(found, 'after')).toBe('blocked');
    expect(errorOf(found, 'after')?.code).toBe('step/skipped');
    expect(stateOf(found, 'mean')).toBe('blocked');
    expect(found.nodes.get('mean')?.outcome.blockedBy).toEqual([{ id: 'lost' }]);
    expect(stateOf(found, 'herfd')).toBe('done');
  });

  it('caused by a refusal is neither computed nor cached', async () => {
    const evaluator = new Evaluator();
    const error = { code: 'compute/out-of-memory', message: 'Too large.' } as const;
    const refused = await evaluate([herfd], { evaluator, options: { refuse: () => error } });
    expect(errorOf(refused, 'herfd')).toEqual(error);
    expect(stateOf(await evaluate([herfd], { evaluator }), 'herfd')).toBe('done');
  });
});

describe('what waits', () => {
  const waiting = (id: string): ScanSource => ({
    id,
    key: null,
    state: 'waiting',
    scan: null,
    outline: null,
    error: null
  });

  it('is derived from the scans that are needed', async () => {
    const mean = step('mean', 'average', ['herfd']);
    const found = await evaluate([herfd, mean], { sources: [ready('s1', map), waiting('s2')] });
    expect([...found.needs]).toEqual(['s2']);
    expect(stateOf(found, 'herfd')).toBe('waiting');
    expect(spectrumOf(found, 'herfd')).not.toBeNull();
    expect(stateOf(found, 'mean')).toBe('waiting');
    expect(found.nodes.get('mean')?.outcome.progress).toEqual({ done: 1, total: 2 });
  });

  it('excludes released scans, as long as nothing new depends on them', async () => {
    const evaluator = new Evaluator();
    await evaluate([herfd], { evaluator });
    const released: ScanSource = { ...ready('s1', map), scan: null, state: 'waiting' };
    const again = await evaluate([herfd], { evaluator, sources: [released] });
    expect([...again.needs]).toEqual([]);
    expect(spectrumOf(again, 'herfd')).not.toBeNull();
    const dead = step('dead', 'deadTime', ['scans'], { tau: 1e-7 });
    const other = await evaluate([dead], { evaluator, sources: [released] });
    expect([...other.needs]).toEqual(['s1']);
    expect(stateOf(other, 'dead')).toBe('waiting');
  });
});

describe('inputs that wait together', () => {
  it('are held as far as available', async () => {
    const missing: ScanSource = {
      ...ready('s2', map),
      key: null,
      state: 'waiting',
      scan: null,
      outline: null
    };
    const mean = step('mean', 'average', ['scans']);
    const found = await evaluate([mean], { sources: [ready('s1', map), missing] });
    expect([...found.held]).toEqual(['s1']);
    expect([...(await evaluate([mean], { scans: [map, map] })).held]).toEqual([]);
  });

  it('are reread if released behind a step that is off', async () => {
    const evaluator = new Evaluator();
    const dead = step('dead', 'deadTime', ['scans'], { tau: 1e-7 }, { off: true });
    const after = step('after', 'cut', ['dead'], herfd.parameters);
    const released: ScanSource = { ...ready('s1', map), scan: null };
    const found = await evaluate([dead, after], { evaluator, sources: [released] });
    expect([...found.needs]).toEqual(['s1']);
    expect(stateOf(found, 'after')).toBe('waiting');
  });
});

describe('a demand', () => {
  const other = step('other', 'cut', ['scans'], { type: 'CIE', at: 9658.3 });

  it('is computed, and nothing else', async () => {
    const { computed, onCompute } = counting();
    const found = await evaluate([herfd, other], {
      options: { demand: [{ id: 'other' }], onCompute }
    });
    expect([...found.nodes.keys()]).toEqual(['other']);
    expect([...new Set(computed)]).toEqual(['other']);
  });

  it('may be one item, of the named arm', async () => {
    const found = await evaluate([herfd], {
      scans: [twoArms, twoArms],
      options: { demand: [{ id: 'herfd', only: ['herfd/s2:lower'] }] }
    });
    expect(keysOf(found, 'herfd')).toEqual(['herfd/s2:lower']);
    expect([...found.needs]).toEqual([]);
  });

  it('of some items remains whatever follows from all of them, in either order', async () => {
    const profile = { id: 'herfd', only: ['herfd/s2:lower'] };
    const smooth = step('smooth', 'smooth', ['herfd'], { window: 3, order: 1 });
    const all = await evaluate([herfd], {
      scans: [twoArms, twoArms],
      options: { demand: [profile, { id: 'herfd' }] }
    });
    expect(keysOf(all, 'herfd')).toEqual(['herfd/s1', 'herfd/s2', 'herfd/s2:lower']);
    for (const demand of [
      [profile, { id: 'smooth' }],
      [{ id: 'smooth' }, profile]
    ]) {
      const found = await evaluate([herfd, smooth], {
        scans: [twoArms, twoArms],
        options: { demand }
      });
      expect([...(keysOf(found, 'herfd') ?? [])].sort()).toEqual([
        'herfd/s1',
        'herfd/s2',
        'herfd/s2:lower'
      ]);
      expect(found.nodes.get('herfd')?.items.every(({ value }) => value)).toBe(true);
      expect(keysOf(found, 'smooth')).toEqual(['smooth/herfd/s1', 'smooth/herfd/s2']);
    }
  });

  it('is not for an excluded item of a step', async () => {
    const one = step('one', 'cut', [{ id: 's1', channel: 'upper' }], herfd.parameters);
    const none = step('none', 'cut', [{ id: 'scans', except: ['s1:lower'] }], herfd.parameters);
    const found = await evaluate([one, none], {
      scans: [twoArms],
      options: {
        demand: [
          { id: 'one', only: ['one/s1:lower'] },
          { id: 'none', only: ['none/s1:lower'] }
        ]
      }
    });
    expect([keysOf(found, 'one'), keysOf(found, 'none')]).toEqual([[], []]);
  });

  it('of a scan may be for several arms', async () => {
    const demand = [{ id: 's1' }, { id: 's1', channel: 'lower' }];
    const found = await evaluate([], { scans: [twoArms], options: { demand } });
    expect(keysOf(found, 's1')).toEqual(['s1', 's1:lower']);
    const all = await evaluate([], {
      scans: [map, twoArms],
      options: { demand: [{ id: 'scans' }, { id: 'scans', only: ['s2:lower'] }] }
    });
    expect(keysOf(all, 'scans')).toEqual(['s1', 's2', 's2:lower']);
  });

  it('of a scan is its map, or its spectrum', async () => {
    const found = await evaluate([], {
      scans: [line, twoArms],
      options: { demand: [{ id: 's1' }, { id: 's2', channel: 'lower' }] }
    });
    expect(found.nodes.get('s1')?.items.map(({ value }) => value?.kind)).toEqual(['spectrum']);
    expect(keysOf(found, 's2')).toEqual(['s2:lower']);
    expect(found.nodes.get('s2')?.items[0].value?.kind).toBe('map');
  });
});

describe('an edit', () => {
  const smooth = (window: number) => step('smooth', 'smooth', ['herfd'], { window, order: 1 });

  it('computes its dependents, and its undo nothing', async () => {
    const evaluator = new Evaluator();
    const first = await evaluate([herfd, smooth(3)], { evaluator, scans: [map, map] });
    const { computed, onCompute } = counting();
    const given = { evaluator, scans: [map, map], options: { onCompute } };
    const second = await evaluate([herfd, smooth(5)], given);
    expect(computed).toEqual(['smooth', 'smooth']);
    const third = await evaluate([herfd, smooth(3)], given);
    expect(computed).toHaveLength(2);
    expect(third.nodes.get('smooth')?.outcome.key).toBe(first.nodes.get('smooth')?.outcome.key);
    expect(second.nodes.get('smooth')?.outcome.key).not.toBe(
      first.nodes.get('smooth')?.outcome.key
    );
  });

  it('that adds a scan computes that scan alone', async () => {
    const evaluator = new Evaluator();
    await evaluate([herfd], { evaluator, scans: [map, map] });
    const applied = jest.spyOn(cutStep, 'applyEach');
    await evaluate([herfd], { evaluator, scans: [map, map, map] });
    expect(applied).toHaveBeenCalledTimes(1);
  });

  it('cancels the previous one', async () => {
    const abort = new AbortController();
    const evaluator = new Evaluator();
    let turns = 0;
    const pending = evaluate([herfd], {
      evaluator,
      scans: Array.from({ length: 50 }, () => map),
      options: {
        signal: abort.signal,
        onCompute: () => {
          turns++;
          abort.abort();
        }
      }
    });
    await expect(pending).rejects.toMatchObject({ code: 'worker/cancelled' });
    expect(turns).toBe(2);
  });
});

describe('a step that is off', () => {
  it('passes on its input, if that is of the kind that it returns', async () => {
    const smooth = step('smooth', 'smooth', ['herfd'], { window: 3, order: 1 }, { off: true });
    const after = step('after', 'smooth', ['smooth'], { window: 3, order: 1 });
    const plain = step('plain', 'smooth', ['herfd'], { window: 3, order: 1 });
    const found = await evaluate([herfd, smooth, after, plain]);
    expect(stateOf(found, 'smooth')).toBe('off');
    expect(spectrumOf(found, 'after')).toBe(spectrumOf(found, 'plain'));
    expect(keysOf(found, 'after')).toEqual(['after/smooth/herfd/s1']);
  });

  it('blocks its dependents if the kinds differ', async () => {
    const after = step('after', 'smooth', ['herfd'], { window: 3, order: 1 });
    const found = await evaluate([{ ...herfd, off: true }, after]);
    expect(stateOf(found, 'after')).toBe('blocked');
    expect(errorOf(found, 'after')?.message).toContain('which is switched off');
  });
});

describe('a recipe that would never end', () => {
  it('is refused', async () => {
    const mean = (i: number) =>
      step(
        `m${i}`,
        'normalise',
        i === 0 ? ['herfd'] : ['herfd', ...Array.from({ length: i }, (_, k) => `m${k}`)]
      );
    const steps = [herfd, ...Array.from({ length: 24 }, (_, i) => mean(i))];
    const found = await evaluate(steps, { scans: [map, map] });
    expect(errorOf(found, 'm23')).toMatchObject({ code: 'analysis/too-large' });
    expect(stateOf(found, 'm3')).toBe('done');
  });
});

describe('the memo', () => {
  it('keeps to its budget, not counting pinned entries', async () => {
    const memo = new Memo(20_000);
    const evaluator = new Evaluator(memo);
    const cuts = Array.from({ length: 100 }, (_, i) =>
      step(`c${i}`, 'cut', ['scans'], { type: 'CEE', at: 8630 + i / 100 })
    );
    await evaluate(cuts, { evaluator, options: { demand: [{ id: 'c0' }], owner: 'one' } });
    await evaluate(cuts, { evaluator });
    expect(memo.bytes).toBeLessThanOrEqual(20_000);
    const { computed, onCompute } = counting();
    await evaluate(cuts, { evaluator, options: { demand: [{ id: 'c0' }], onCompute } });
    expect(computed).toEqual([]);
    memo.unpin('one');
    memo.release();
    expect(memo.bytes).toBe(0);
  });
});

describe('labels', () => {
  it('are those of the scans, and for several the step’s', async () => {
    const recipe: Recipe = {
      scans: entries(2),
      steps: [herfd, step('mean', 'average', ['herfd']), step('area', 'area', ['mean', 'herfd'])]
    };
    const { nodes } = await evaluate(recipe.steps, { scans: [map, map] });
    const label = labeller(recipe, nodes, id => `scan ${id}`);
    expect(nodes.get('area')?.items.map(({ key }) => label(key))).toEqual([
      'average of 2',
      'scan s1',
      'scan s2'
    ]);
    expect(label('s1:lower')).toBe('scan s1:lower');
  });
});

describe('bindScans', () => {
  const recipe: Recipe = {
    scans: [...entries(2), { id: 'r', path: 'r.nxs', role: 'reference' }],
    steps: [herfd, step('both', 'average', ['scans', 'r'])]
  };
  const other: ScanEntry[] = [{ id: '280754_1', path: '280754_1.nxs' }];

  it('replaces all scans that are not references', () => {
    const bound = bindScans(recipe, other);
    expect(bound.scans.map(({ id }) => id)).toEqual(['r', '280754_1']);
    expect(bound.steps).toEqual(recipe.steps);
  });

  it('refuses a step that names a scan, unless a replacement is given', () => {
    const named = { ...recipe, steps: [{ ...herfd, from: [{ id: 's2', channel: 'lower' }] }] };
    expect(() => bindScans(named, other)).toThrow(
      expect.objectContaining({ code: 'recipe/names-scans' }) as Error
    );
    const bound = bindScans(named, other, new Map([['s2', '280754_1']]));
    expect(bound.steps[0].from).toEqual([{ id: '280754_1', channel: 'lower' }]);
  });
});
