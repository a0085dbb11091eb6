import fc from 'fast-check';
import { mappings } from '../../formats/mapping/arbitrary';
import {
  colorMaps,
  colorScales,
  defaultAxesView,
  type AnalysisDocument,
  type Id,
  type Ref,
  type ScanEntry,
  type StepEntry
} from '../../../../src/analysis/document/index';

const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map(value => (value === 0 ? 0 : value));
const range = fc
  .tuple(number, number)
  .map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]))
  .filter(([low, high]) => low < high && Number.isFinite(high - low));
const percentile = fc
  .tuple(fc.double({ min: 0, max: 49, noNaN: true }), fc.double({ min: 50, max: 100, noNaN: true }))
  .map(([low, high]): [number, number] => [low === 0 ? 0 : low, high]);
const color = fc.stringMatching(/^#[0-9a-f]{6}$/);
const text = fc.string({ minLength: 1, maxLength: 20 });
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map(value => JSON.parse(JSON.stringify(value)) as never)
  .filter(value => !JSON.stringify(value).includes('__proto__'));
const parameters = fc.dictionary(
  text.filter(key => key !== '__proto__'),
  json,
  { maxKeys: 4 }
);
const ids = fc.uniqueArray(
  fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,10}$/).filter(id => id !== 'scans'),
  { maxLength: 10 }
);

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

function scan(id: Id): fc.Arbitrary<ScanEntry> {
  return fc
    .record({
      id: fc.constant(id),
      path: fc.string({ minLength: 1 }),
      entry: maybe(text),
      columns: maybe(mappings),
      role: maybe(fc.constant('reference' as const)),
      label: maybe(text),
      color: maybe(color)
    })
    .map(defined);
}

/** Refs to some scans and steps, of every form. */
export function refs(scans: readonly Id[], steps: readonly Id[]): fc.Arbitrary<Ref> {
  const items = (id: Id) =>
    fc.uniqueArray(
      fc.constantFrom(...scans, id).map(origin => (origin === id ? id : `${id}/${origin}`)),
      { minLength: 1, maxLength: 3 }
    );
  const ofStep = (id: Id) =>
    fc
      .record({ output: maybe(text), items: maybe(items(id)), isExcept: fc.boolean() })
      .map(({ output, items: keys, isExcept }) =>
        defined({
          id,
          only: isExcept ? undefined : keys,
          except: isExcept ? keys : undefined,
          output
        })
      );
  const ofScan = (id: Id) => maybe(text).map(channel => defined({ id, channel }));
  const ofAll = maybe(fc.uniqueArray(fc.constantFrom(...scans, 'none'), { minLength: 1 })).map(
    keys => defined({ id: 'scans', except: keys?.includes('none') ? undefined : keys })
  );
  return fc.oneof(ofAll, ...scans.map(ofScan), ...steps.map(ofStep));
}

function source(scans: readonly Id[], before: readonly Id[]): fc.Arbitrary<Id | Ref> {
  return refs(scans, before).map(ref => (Object.keys(ref).length === 1 ? ref.id : ref));
}

function step(id: Id, scans: readonly Id[], before: readonly Id[]): fc.Arbitrary<StepEntry> {
  return fc
    .record({
      id: fc.constant(id),
      step: fc.oneof(fc.constantFrom('cut', 'average', 'smooth'), text),
      from: fc.uniqueArray(source(scans, before), {
        minLength: 1,
        maxLength: 4,
        selector: one => JSON.stringify(keySet(one))
      }),
      parameters,
      label: maybe(text),
      color: maybe(color),
      off: maybe(fc.constant(true as const))
    })
    .map(defined);
}

/** A source whose sets are in order, to find equal ones. */
function keySet(one: Id | Ref): unknown {
  return typeof one === 'string'
    ? { id: one }
    : {
        ...one,
        only: one.only && [...one.only].sort(),
        except: one.except && [...one.except].sort()
      };
}

const digest = (steps: readonly Id[]) =>
  fc.record({
    ref: fc.constantFrom(...steps).map(id => ({ id })),
    kind: fc.constantFrom('map' as const, 'spectrum' as const, 'table' as const),
    points: fc.nat(),
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/)
  });

const map = fc
  .record({
    view: fc.constantFrom('incident' as const, 'transfer' as const),
    colorMap: fc.constantFrom(...colorMaps),
    scale: fc.constantFrom(...colorScales),
    limits: fc.option(range),
    percentile: fc.option(percentile),
    zoom: fc.option(fc.record({ incident: range, emission: range })),
    contours: fc.option(
      fc.record({
        count: fc.integer({ min: 1, max: 100 }),
        scale: fc.constantFrom('linear' as const, 'log' as const),
        labels: fc.boolean(),
        filled: fc.boolean()
      })
    ),
    aspect: maybe(fc.constant('equal' as const)),
    grid: maybe(fc.constant(true as const))
  })
  .map(defined);
const waterfall = fc.record({
  offset: fc.option(fc.double({ min: 1e-300, max: 1e300, noNaN: true })),
  factor: fc.option(fc.double({ min: 1, max: 1e6, minExcluded: true, noNaN: true }))
});
const axes = fc.oneof(
  fc.constant(defaultAxesView),
  fc
    .record({
      x: fc.option(range),
      y: fc.option(range),
      logY: fc.boolean(),
      waterfall: maybe(waterfall),
      grid: maybe(fc.constant(false as const))
    })
    .map(defined)
);

/** Any document of version 3. */
export const documents: fc.Arbitrary<AnalysisDocument> = ids.chain(all =>
  fc.nat({ max: all.length }).chain(count => {
    const [scans, steps] = [all.slice(0, count), all.slice(count)];
    const list = fc.uniqueArray(refs(scans, steps), {
      maxLength: 4,
      selector: ref => JSON.stringify(keySet(ref))
    });
    return fc
      .record({
        type: fc.constant('xes-analysis' as const),
        version: fc.constant(3 as const),
        scans: fc.tuple(...scans.map(scan)),
        steps: fc.tuple(...steps.map((id, i) => step(id, scans, steps.slice(0, i)))),
        view: fc.record({
          shown: list,
          selected: list,
          active: fc.option(refs(scans, steps)),
          firstCuts: fc.constantFrom('auto' as const, 'own' as const),
          map,
          axes
        }),
        results:
          steps.length > 0
            ? maybe(fc.array(digest(steps), { minLength: 1, maxLength: 3 }))
            : fc.constant(undefined)
      })
      .map(defined);
  })
);
