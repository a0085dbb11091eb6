import fc from 'fast-check';
import { deserialise, serialise, type AnalysisDocument } from '../../../../src/analysis';
import { migrate, readDocument, writeDocument } from '../../../../src/analysis/document/index';
import { recipeSteps } from './recipesteps';
import { fixture } from './schema';

/*
 * The documents that version 2 reads, writes and runs, beside what version 3 makes of them: it goes with the code
 * of version 2.
 */

type Json = Record<string, unknown>;

/** Documents of version 2, as its reader gives them. */
const number = fc.integer({ min: -1e6, max: 1e6 }).map(n => n / 64);
const documents2: fc.Arbitrary<AnalysisDocument> = fc
  .record({
    type: fc.constant('xes-analysis' as const),
    version: fc.constant(2 as const),
    scans: fc.array(fc.record({ path: fc.string({ minLength: 1 }) }), { maxLength: 8 }),
    view: fc.record({
      active: fc.nat({ max: 9 }),
      channel: fc.constantFrom('upper' as const, 'lower' as const, 'default' as const, null),
      colorMap: fc.constant('viridis'),
      scale: fc.constant('log' as const),
      limits: fc.constant(null),
      percentile: fc.constant(null),
      zoom: fc.constant(null)
    }),
    cuts: fc.array(
      fc.record({
        type: fc.constantFrom('CIE' as const, 'CEE' as const, 'CET' as const),
        at: number,
        width: number.map(Math.abs)
      }),
      { maxLength: 6 }
    ),
    steps: fc
      .uniqueArray(
        fc.oneof(
          fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,10}$/),
          fc.constantFrom('s1', 's2', 'cut-1', 'cut-2', 'cut-1-of-view')
        ),
        { maxLength: 6 }
      )
      .map(ids => ids.filter(id => id !== 'scans'))
      .chain(ids =>
        fc.tuple(
          ...ids.map((id, i) =>
            fc
              .record({
                from: fc.option(fc.subarray(['scans', ...ids.slice(0, i)], { minLength: 1 })),
                parameters: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(1, null, [2]))
              })
              .map(({ from, parameters }) => ({
                id,
                step: 'of later',
                ...(from ? { from } : {}),
                parameters
              }))
          )
        )
      ),
    results: fc.constant([] as AnalysisDocument['results'])
  })
  .map(document => deserialise(serialise(document)));

describe('the fixtures', () => {
  it.each(['analysis-1', 'analysis-2', 'analysis-2-new', 'analysis-2-ids'])(
    'are documents of their time: %s',
    name => {
      const text = fixture(`${name}.xes.json`);
      const [version] = /\d/.exec(name) ?? [];
      expect(JSON.parse(text)).toHaveProperty('version', Number(version));
      expect(deserialise(text)).toHaveProperty('version', 2);
    }
  );
});

describe('any document of version 2', () => {
  it('has the steps that it had when it was run, with their inputs', () => {
    fc.assert(
      fc.property(documents2, old => {
        const { steps } = readDocument(serialise(old));
        const before = recipeSteps(old);
        const expected = before.map(({ from, parameters, ...entry }, i) => ({
          ...entry,
          from: from ?? [before[i - 1].id],
          parameters: Object.fromEntries(
            // a channel of null is the default of every step that has one
            Object.entries(parameters).filter(
              ([name, value]) => i >= old.cuts.length || name !== 'channel' || value !== null
            )
          )
        }));
        expect(steps).toEqual(expected);
      })
    );
  });

  it('shows the scan that it showed, and keeps the order of its scans', () => {
    fc.assert(
      fc.property(documents2, old => {
        const { scans, view } = readDocument(serialise(old));
        expect(scans.map(({ path }) => path)).toEqual(old.scans.map(({ path }) => path));
        const index = old.scans[old.view.active] ? old.view.active : 0;
        expect(view.active?.id ?? null).toBe(scans.length > 0 ? scans[index].id : null);
        expect(view.active?.channel ?? null).toBe(scans.length > 0 ? old.view.channel : null);
      })
    );
  });

  it('is migrated once: what was written is left as it is', () => {
    fc.assert(
      fc.property(documents2, old => {
        const document = readDocument(serialise(old));
        const written = JSON.parse(writeDocument(document)) as Json;
        expect(migrate(written)).toBe(written);
        expect(readDocument(JSON.stringify(written))).toEqual(document);
        const raw = JSON.parse(serialise(old)) as Json;
        migrate(raw);
        expect(raw).toEqual(JSON.parse(serialise(old))); // not changed in place
      })
    );
  });
});
