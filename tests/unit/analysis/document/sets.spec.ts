import {
  addScans,
  addStep,
  addSteps,
  commonReference,
  emptyDocument,
  referencePlace,
  setReference,
  setSteps,
  type AnalysisDocument,
  type Ref
} from '../../../../src/analysis/document';

const three = addScans(emptyDocument(), ['a', 'b', 'c']).document;
const toFirst = addSteps(three, [
  { step: 'difference', from: ['s2', 's1'] },
  { step: 'difference', from: ['s3', 's1'] }
]);

const inputs = ({ steps }: AnalysisDocument) => steps.map(({ from }) => from);

describe('steps added together', () => {
  it('follow each other, each with an id', () => {
    expect(toFirst.ids).toEqual(['difference-1', 'difference-2']);
    expect(inputs(toFirst.document)).toEqual([
      ['s2', 's1'],
      ['s3', 's1']
    ]);
  });

  it('are all refused if one is', () => {
    const wrong = [
      { step: 'smooth', from: ['s1'] },
      { step: 'smooth', from: ['nothing'] }
    ];
    expect(() => addSteps(three, wrong)).toThrow(/analysis can't be changed/);
    expect(three.steps).toEqual([]);
  });

  it('have the same parameters changed, and retain the others', () => {
    const { document, ids } = addSteps(three, [
      { step: 'normalise', from: ['s1'], parameters: { by: 'maximum' } },
      { step: 'normalise', from: ['s2'] }
    ]);
    const after = setSteps(document, ids, { range: [1, 2] });
    expect(after.steps.map(({ parameters }) => parameters)).toEqual([
      { by: 'maximum', range: [1, 2] },
      { range: [1, 2] }
    ]);
    expect(() => setSteps(document, [...ids, 'gone'], { range: [1, 2] })).toThrow(/no step "gone"/);
  });
});

describe('the reference of several steps', () => {
  it('is the second of a difference and the first of an alignment', () => {
    const place = (step: string, from: string[]) => referencePlace({ step, from });
    expect(place('difference', ['a', 'b'])).toBe(1);
    expect(place('alignment', ['a', 'b', 'c'])).toBe(0);
    expect(place('average', ['a', 'b'])).toBeNull();
    expect(place('difference', ['scans'])).toBeNull();
  });

  it('is compared with all of them, or with none', () => {
    const { steps } = toFirst.document;
    expect(commonReference(steps)).toEqual({ id: 's1' });
    const other = addStep(toFirst.document, { step: 'difference', from: ['s1', 's2'] });
    expect(commonReference(other.document.steps)).toBeNull();
    const mean = addStep(toFirst.document, { step: 'average', from: ['scans'] });
    expect(commonReference(mean.document.steps)).toBeNull();
    expect(commonReference([])).toBeNull();
  });

  it('is changed for all: the previous one is compared in its place', () => {
    const after = setReference(toFirst.document, toFirst.ids, 's3');
    expect(inputs(after)).toEqual([
      ['s2', 's3'],
      ['s1', 's3']
    ]);
    expect(inputs(setReference(after, toFirst.ids, 's1'))).toEqual(inputs(toFirst.document));
  });

  it('may be a result computed later, but not one derived from these steps', () => {
    const mean = addStep(toFirst.document, { step: 'average', from: ['scans'] });
    const after = setReference(mean.document, toFirst.ids, mean.id);
    expect(inputs(after)).toEqual([['scans'], ['s2', mean.id], ['s3', mean.id]]);
    const own = addStep(toFirst.document, { step: 'smooth', from: ['difference-1'] });
    expect(() => setReference(own.document, toFirst.ids, own.id)).toThrow(/its own result/);
    expect(() => setReference(mean.document, [mean.id], 's1')).toThrow(/no reference/);
  });

  describe('of an alignment whose first input stands for several', () => {
    const aligned = (...from: (string | Ref)[]) => {
      const { document } = addStep(three, { step: 'normalise', from: ['scans'] });
      return addStep(document, { step: 'alignment', from });
    };
    const changed = (start: ReturnType<typeof aligned>, ...to: (string | Ref)[]) =>
      to.reduce(
        (document: AnalysisDocument, entry) => setReference(document, [start.id], entry),
        start.document
      ).steps[1].from;
    const item = (id: string): Ref => ({ id: 'normalise-1', only: [`normalise-1/${id}`] });

    it('leaves all others: of all scans', () => {
      const all = aligned('scans');
      expect(changed(all, 's2')).toEqual(['s2', { id: 'scans', except: ['s2'] }]);
      expect(changed(all, 's2', 's3')).toEqual(['s3', { id: 'scans', except: ['s3'] }]);
      expect(changed(all, item('s2'))).toEqual([item('s2'), 'scans']);
    });

    it('leaves all others: of the results of each', () => {
      const all = aligned('normalise-1');
      const except = (id: string) => ({ id: 'normalise-1', except: [`normalise-1/${id}`] });
      expect(changed(all, item('s2'))).toEqual([item('s2'), except('s2')]);
      expect(changed(all, item('s2'), item('s3'))).toEqual([item('s3'), except('s3')]);
      expect(changed(aligned('normalise-1', 's1'), 's3')).toEqual(['s3', 'normalise-1', 's1']);
    });

    it('leaves all others: of some that are named', () => {
      const keys = ['s1', 's2', 's3'].map(id => `normalise-1/${id}`);
      const some = aligned({ id: 'normalise-1', only: keys });
      expect(changed(some, item('s2'))).toEqual([
        item('s2'),
        { id: 'normalise-1', only: [keys[0], keys[2]] }
      ]);
    });

    it('and one that is a single item is replaced, as before', () => {
      expect(changed(aligned('s1', 's2'), 's3')).toEqual(['s3', 's2']);
    });
  });
});
