import {
  addScans,
  addSteps,
  emptyDocument,
  remove,
  setFrom,
  withKnownLists,
  type AnalysisDocument
} from '../../../../src/analysis/document/index';

const { document: start } = addSteps(addScans(emptyDocument(), ['a', 'b', 'c', 'd']).document, [
  { id: 'n', step: 'normalise', from: ['scans'] },
  { id: 'mean', step: 'average', from: ['n'], parameters: { weights: [1, 2, 3, 4] } }
]);
/** Results of the document as it was at first: they are not computed again in between. */
const stale = () => ['n/s1', 'n/s2', 'n/s3', 'n/s4'];

function edited(
  document: AnalysisDocument,
  edit: (before: AnalysisDocument) => AnalysisDocument
): AnalysisDocument {
  return withKnownLists(document, edit(document), stale);
}
const weights = ({ steps }: AnalysisDocument) => steps.at(-1)?.parameters.weights;

describe('lists of one entry an input, where results say what the inputs are', () => {
  it('stay beside their inputs through removals that come before results are new', () => {
    const once = edited(start, document => remove(document, ['s2']));
    expect(weights(once)).toEqual([1, 3, 4]);
    const twice = edited(once, document => remove(document, ['s1']));
    expect(weights(twice)).toEqual([3, 4]);
    const except = [{ id: 'n', except: ['n/s3'] }];
    expect(weights(edited(twice, document => setFrom(document, 'mean', except)))).toEqual([4]);
  });

  it('stay as they are where they are of other inputs than the results', () => {
    const more = edited(start, document => addScans(document, ['e']).document);
    const typed = {
      ...more,
      steps: more.steps.map(one =>
        one.id === 'mean' ? { ...one, parameters: { weights: [1, 2, 3, 4, 5] } } : one
      )
    };
    expect(weights(edited(typed, document => remove(document, ['s2'])))).toEqual([1, 2, 3, 4, 5]);
  });
});
