import { createHash } from 'node:crypto';
import { arrayDigests, digests, resultArrays } from '../../../src/analysis/digests';
import { readDocument } from '../../../src/analysis/document/index';
import { run, type StepResult } from '../../../src/analysis/run';
import { exactIds, fixedScans, fixedText } from './fixed';

/** The whole pipeline, from scratch: the text of a document, its scans, its steps. */
const once = () => run(readDocument(fixedText()), fixedScans());
let results: StepResult[];

beforeAll(async () => {
  results = await once();
});

/** SHA-256 of the little-endian bytes, by Node. */
const reference = (values: Float64Array) => {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, i) => bytes.writeDoubleLE(value, 8 * i));
  return createHash('sha256').update(bytes).digest('hex');
};

describe('digests of a run', () => {
  it('cover every step: all steps of the fixed analysis work', () => {
    expect(results.map(({ id, error }) => [id, error])).toEqual(
      results.map(({ id }) => [id, null])
    );
    expect(results.map(({ id }) => id)).toEqual(expect.arrayContaining(exactIds));
  });

  it('are those of the bytes of each array, by its name', () => {
    const expected = results.flatMap(({ id, values }) =>
      values.flatMap(value =>
        Object.entries(resultArrays(value)).map(([array, numbers]) => ({
          step: id,
          name: value.name,
          array,
          length: numbers.length,
          sha256: reference(numbers)
        }))
      )
    );
    expect(arrayDigests(results)).toEqual(expected);
    expect(new Set(expected.map(({ array }) => array))).toEqual(
      new Set([
        'incident',
        'emission',
        'energy',
        'intensity',
        'sigma',
        'background',
        'fit',
        'fit_linear',
        'fit_lorentzian',
        'coverage'
      ])
    );
  });

  it('are reproducible, and differ between arrays', async () => {
    expect(arrayDigests(await once())).toEqual(arrayDigests(results));
    expect(digests(await once())).toEqual(digests(results));
    const all = arrayDigests(results).filter(
      ({ step, array }) => array === 'intensity' && step !== 'fit' // which passes on what it fits
    );
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(all.length);
  });

  it('show which array differs in one last bit', () => {
    const [first, ...others] = structuredClone(results.map(({ error: _, ...result }) => result));
    const [value] = first.items[0].values;
    if (value.kind !== 'map') {
      throw new Error('no map');
    }
    value.map.sigma[3] *= 1 + Number.EPSILON;
    const changed = [first, ...others].map(result => ({ ...result, error: null }));
    const before = arrayDigests(results);
    const different = arrayDigests(changed).filter(({ sha256 }, i) => sha256 !== before[i].sha256);
    expect(different.map(({ step, name, array }) => [step, name, array])).toEqual([
      ['map', 'fixed 1', 'sigma']
    ]);
    const wholes = digests(changed).filter(
      ({ sha256 }, i) => sha256 !== digests(results)[i].sha256
    );
    expect(wholes).toHaveLength(1);
  });

  it('distinguish tables', () => {
    const table = (level: number): StepResult => ({
      ...results[0],
      items: [
        {
          key: 'map/1',
          numbers: {},
          values: [
            {
              kind: 'table',
              name: 'table',
              columns: [
                { name: 'level', unit: '', values: Float64Array.of(level) },
                { name: 'word', unit: '', values: ['a'] }
              ]
            }
          ]
        }
      ]
    });
    expect(digests([table(1)])).toMatchObject([{ kind: 'table', points: 1 }]);
    expect(digests([table(1)])).not.toEqual(digests([table(2)]));
    expect(arrayDigests([table(1)]).map(({ array }) => array)).toEqual(['level']);
  });
});
