import {
  addScans,
  addSteps,
  emptyDocument,
  remove,
  setFrom,
  reorder,
  withKnownLists,
  type AnalysisDocument,
  type StepEntry
} from '../../../../src/analysis/document/index';

const { document: start } = addSteps(addScans(emptyDocument(), ['a', 'b', 'c', 'd']).document, [
  { id: 'n', step: 'normalise', from: ['scans'] },
  { id: 'mean', step: 'average', from: ['n'], parameters: { weights: [1, 2, 3, 4] } }
]);
/** Results of the original document: they are not recomputed in between. */
const stale = () => ['n/s1', 'n/s2', 'n/s3', 'n/s4'];

function edited(
  document: AnalysisDocument,
  edit: (before: AnalysisDocument) => AnalysisDocument
): AnalysisDocument {
  return withKnownLists(document, edit(document), stale);
}
const weights = ({ steps }: AnalysisDocument) => steps.at(-1)?.parameters.weights;

describe('lists with one entry per input, if results state the inputs', () => {
  it('follow their inputs through removals before results are recomputed', () => {
    const once = edited(start, document => remove(document, ['s2']));
    expect(weights(once)).toEqual([1, 3, 4]);
    const twice = edited(once, document => remove(document, ['s1']));
    expect(weights(twice)).toEqual([3, 4]);
    const except = [{ id: 'n', except: ['n/s3'] }];
    expect(weights(edited(twice, document => setFrom(document, 'mean', except)))).toEqual([4]);
  });

  it('are unchanged if they belong to other inputs than the results', () => {
    const more = edited(start, document => addScans(document, ['e']).document);
    const typed = {
      ...more,
      steps: more.steps.map(step =>
        step.id === 'mean' ? { ...step, parameters: { weights: [1, 2, 3, 4, 5] } } : step
      )
    };
    expect(weights(edited(typed, document => remove(document, ['s2'])))).toEqual([1, 2, 3, 4, 5]);
  });

  it('follow reordered inputs, also twice before results are recomputed', () => {
    // in the order used by the step: first the items of one source, then the other
    const { document } = addSteps(addScans(emptyDocument(), ['a', 'b', 'c']).document, [
      { id: 'n', step: 'normalise', from: ['s1', 's2'] },
      { id: 'mean', step: 'average', from: ['n', 's3'], parameters: { weights: [1, 2, 3] } }
    ]);
    const keys = () => ['n/s1', 'n/s2', 's3'];
    const put = (at: AnalysisDocument, id: string, from: string[]) =>
      withKnownLists(at, setFrom(at, id, from), keys);
    const swapped = put(document, 'mean', ['s3', 'n']);
    expect(weights(swapped)).toEqual([3, 1, 2]);
    expect(weights(put(swapped, 'mean', ['n', 's3']))).toEqual([1, 2, 3]);
    // the inputs of the items are reordered
    const inner = put(swapped, 'n', ['s2', 's1']);
    expect(weights(inner)).toEqual([3, 2, 1]);
    expect(weights(put(inner, 'n', ['s1']))).toEqual([3, 1]);
  });

  it('follow scans that trade places in the list, arms and outputs', () => {
    const moved = edited(start, document => reorder(document, 's4', 's1'));
    expect(moved.scans.map(({ id }) => id)).toEqual(['s4', 's1', 's2', 's3']);
    expect(weights(moved)).toEqual([4, 1, 2, 3]);

    const arms = ['upper', 'lower'].map(channel => ({ id: 's1', channel }));
    const { document } = addSteps(addScans(emptyDocument(), ['a', 'b']).document, [
      { id: 'n', step: 'normalise', from: arms },
      { id: 'b', step: 'background', from: ['s2'] },
      {
        id: 'mean',
        step: 'average',
        from: ['n', { id: 'b', output: 'background' }, 'b'],
        parameters: { weights: [1, 2, 3, 4] }
      }
    ]);
    const keys = () => ['n/s1:upper', 'n/s1:lower', 'b#background/s2', 'b/s2'];
    const put = (at: AnalysisDocument, id: string, from: StepEntry['from']) =>
      withKnownLists(at, setFrom(at, id, from), keys);
    const turned = put(document, 'n', [...arms].reverse());
    expect(weights(turned)).toEqual([2, 1, 3, 4]);
    const outputs = put(turned, 'mean', ['b', { id: 'b', output: 'background' }, 'n']);
    expect(weights(outputs)).toEqual([4, 3, 2, 1]);
    expect(weights(put(outputs, 'mean', ['b', 'n']))).toEqual([4, 2, 1]);
  });
});
