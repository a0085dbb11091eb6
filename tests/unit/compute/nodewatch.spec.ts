import type { ScanEntry, StepEntry } from '../../../src/analysis/document/types';
import { recipeOf } from '../../../src/compute/nodewatch';
import { emptyOutcome } from '../../../src/compute/outcomes';
import { slowStep, withSlow } from '../../../src/compute/slowoutcomes';
import { FakeWorker } from './fakeworker';
import { disposeClients, setup, until, wait } from './support';

const scale = (low: number): StepEntry => ({
  id: 'n',
  step: 'normalise',
  from: ['s1'],
  parameters: { by: 'area', range: [low, 102] }
});
const other: StepEntry = { ...scale(100), id: 'other', from: ['s2'] };
const demand = [{ id: 'n' }, { id: 'other' }];
const paths = ['a.nxs', 'b.nxs'];

/** A document with a step that is being computed, without an end. */
async function hanging(timeoutMilliseconds: number) {
  const found = setup({ timeoutMilliseconds });
  const document = found.open();
  document.want(paths);
  await document.compute.settled;
  FakeWorker.onCompute = ({ id }, worker) => (worker.isHung ||= id === 'n');
  document.want(paths, { steps: [scale(100), other], demand });
  await until(() => found.workers[0].isHung);
  await until(() => document.last.outcomes.has('n') || found.workers[0].computed.length > 0);
  await wait(5); // the page knows which node runs
  FakeWorker.onCompute = () => undefined;
  return { ...found, document };
}

describe('a worker that computes an obsolete result without yielding', () => {
  afterEach(disposeClients);

  it.each([
    ['is changed', [scale(101), other]],
    ['is removed', [other]],
    ['is switched off', [{ ...scale(100), off: true as const }, other]]
  ])('is replaced if the step %s; no crash is reported', async (_, steps) => {
    const { client, crashes, document, workers } = await hanging(20);
    document.want(paths, { steps, demand: steps.map(({ id }) => ({ id })) });
    await document.compute.settled;
    expect(workers).toHaveLength(2);
    expect(workers[0].isTerminated).toBe(true);
    expect(document.state('other')).toBe('done');
    expect(crashes).toEqual([]);
    expect(client.statistics.crashes).toBe(0);
    // and is not suspected
    document.want(paths, { steps: [scale(100), other], demand });
    await document.compute.settled;
    expect(document.state('n')).toBe('done');
  });

  it('continues as long as its result is wanted', async () => {
    const { document, workers } = await hanging(10);
    document.want(paths, {
      steps: [scale(100), { ...other, label: 'named' }],
      demand
    });
    await wait(60);
    expect(workers).toHaveLength(1);
  });

  it('is ended with the document that wanted it, if another is open', async () => {
    const { document, open, workers } = await hanging(10);
    const second = open('second.xes.json');
    second.want(['b.nxs']);
    document.compute.dispose();
    await second.compute.settled;
    expect(second.curve('s1')).toHaveLength(3);
    expect(workers).toHaveLength(2);
  });
});

describe('a step that is computed without a sign of the worker', () => {
  afterEach(disposeClients);

  it('is reported as running after a while, and reverts once the edit is undone', async () => {
    const { open, workers } = setup({ timeoutMilliseconds: 700 });
    const document = open();
    document.want(paths, { steps: [scale(100), other], demand });
    await document.compute.settled;
    expect(document.state('n')).toBe('done');
    FakeWorker.onCompute = ({ id }, worker) => (worker.isHung ||= id === 'n');
    document.want(paths, { steps: [scale(101), other], demand });
    await until(() => document.state('n') === 'running');
    expect(document.curve('n')).toHaveLength(3); // the old results stay
    FakeWorker.onCompute = () => undefined;
    document.want(paths, { steps: [scale(100), other], demand });
    await document.compute.settled;
    expect(document.state('n')).toBe('done');
    expect(workers).toHaveLength(2);
  });
});

describe('a slow step', () => {
  afterEach(disposeClients);

  it.each([
    ['removed', [other]],
    ['switched off', [{ ...scale(101), off: true as const }, other]]
  ])('is not reported as running once it is %s', async (_, steps) => {
    const { open, workers } = setup({ timeoutMilliseconds: 60_000 });
    const document = open();
    document.want(paths, { steps: [scale(100), other], demand });
    await document.compute.settled;
    FakeWorker.onCompute = ({ id }, worker) => (worker.isHung ||= id === 'n');
    document.want(paths, { steps: [scale(101), other], demand });
    await until(() => document.state('n') === 'running');
    document.want(paths, { steps, demand: [{ id: 'other' }] });
    expect(document.state('n')).not.toBe('running');
    expect(workers).toHaveLength(1); // it is still running
  });

  it('is running if it exists and is on, and nowhere else', () => {
    const off = { ...scale(100), id: 'off', off: true as const };
    const steps = [scale(100), off];
    expect(['n', 'off', 'gone', null].map(id => slowStep(steps, id))).toEqual([
      'n',
      null,
      null,
      null
    ]);
    const outcome = { ...emptyOutcome('off', null), shownKey: null };
    const outcomes = new Map([['n', outcome]]);
    expect(withSlow(outcomes, 'n').get('n')).toBe(outcome);
    outcomes.set('n', { ...outcome, state: 'done' });
    expect(withSlow(outcomes, 'n').get('n')?.state).toBe('running');
    expect(withSlow(outcomes, null)).toBe(outcomes);
  });
});

describe('the computation of a step', () => {
  const last: StepEntry = { id: 'l', step: 'smooth', from: ['n'], parameters: {} };
  const scans: ScanEntry[] = ['s1', 's2', 's3'].map(id => ({ id, path: `${id}.nxs` }));
  const of = (...steps: StepEntry[]) => recipeOf({ scans, steps }, 'l');
  const base = of(scale(100), other, last);

  it('changes if it or an input changes, also far upstream', () => {
    expect(of(scale(101), other, last)).not.toBe(base);
    expect(of({ ...scale(100), from: ['s2'] }, other, last)).not.toBe(base);
    expect(of(scale(100), other, { ...last, parameters: { window: 5 } })).not.toBe(base);
    expect(of({ ...scale(100), off: true }, other, last)).not.toBe(base);
  });

  it('changes if an input scan is removed, replaced or read with other options', () => {
    const made = (others: ScanEntry[], from: StepEntry['from']) =>
      recipeOf({ scans: others, steps: [{ ...scale(100), from }, last] }, 'l');
    const [s1, s2, s3] = scans;
    const reference = { ...s3, role: 'reference' as const };
    for (const from of [['s1'], ['scans']]) {
      const before = made(scans, from);
      expect(made([s2, s3], from)).not.toBe(before);
      expect(made([{ ...s1, path: 'other.nxs' }, s2, s3], from)).not.toBe(before);
      expect(made([{ ...s1, columns: { emission: 'x' } }, s2, s3], from)).not.toBe(before);
      expect(made([{ ...s1, label: 'named', color: '#102030' }, s2, s3], from)).toBe(before);
    }
    expect(made([s1, s2], ['s1'])).toBe(made(scans, ['s1']));
    expect(made([s1, s2, reference], ['scans'])).toBe(made([s1, s2], ['scans']));
    const steps = [scale(100), last]; // the same steps, with other scans
    expect(recipeOf({ scans, steps }, 'l')).not.toBe(recipeOf({ scans: [s2], steps }, 'l'));
  });

  it('is the same whatever else is changed', () => {
    expect(of(scale(100), last)).toBe(base);
    expect(of(scale(100), other, { ...last, label: 'named', color: '#102030' })).toBe(base);
  });

  it('is nothing for a step that is off, or removed', () => {
    expect(of(scale(100), { ...last, off: true })).toBeNull();
    expect(of(scale(100))).toBeNull();
  });
});
