import { readDocument, writeDocument } from '../../../../src/analysis/document/index';
import { fixture, validate } from './schema';

type Json = Record<string, unknown>;
const jsonOf = (name: string) => JSON.parse(fixture(name)) as never;
const digest = (kind: string, points: number, letter: string) => ({
  kind,
  points,
  sha256: letter.repeat(64)
});

/** The content of the fixtures in version 3. */
const ofVersion2 = {
  type: 'xes-analysis',
  version: 3,
  scans: [
    { id: 's1', path: '118250_1.nxs' },
    { id: 's2', path: '118250_2.nxs' },
    { id: 's3', path: '../raw/118250_3.nxs' }
  ],
  steps: [
    {
      id: 'cut-1',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CIE', at: 9659.125, width: 0.5, channel: 'lower' }
    },
    {
      id: 'cut-2',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CEE', at: 8638.9, width: 0, channel: 'lower' }
    },
    {
      id: 'cut-3',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CET', at: 1021, width: 0.6, channel: 'lower' }
    },
    {
      id: 'herfd',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CEE', at: 8638.9, width: 0.6, value: 'sum' }
    },
    {
      id: 'average',
      step: 'average',
      from: ['herfd'],
      parameters: { weights: [1, 0.5, 0.25] }
    },
    { id: 'maps', step: 'map', from: ['scans'], parameters: {} },
    {
      id: 'later',
      step: 'a step of later',
      from: ['average', 'maps'],
      parameters: { anything: [1, 'a', null, { deep: true }] }
    }
  ],
  view: {
    shown: [{ id: 's2', channel: 'lower' }],
    selected: [],
    active: { id: 's2', channel: 'lower' },
    firstCuts: 'own',
    map: {
      view: 'incident',
      colorMap: 'magma',
      scale: 'symlog',
      limits: null,
      percentile: [1, 99],
      zoom: { incident: [9650.5, 9680], emission: [8630, 8645.25] },
      contours: null
    },
    axes: { x: null, y: null, logY: false }
  },
  results: [
    { ref: { id: 'herfd' }, ...digest('spectrum', 4, 'a') },
    { ref: { id: 'herfd' }, ...digest('spectrum', 4, 'b') },
    { ref: { id: 'average' }, ...digest('spectrum', 4, 'c') }
  ]
};

const ofVersion1 = {
  ...ofVersion2,
  scans: [
    { id: 's1', path: 'a.nxs' },
    { id: 's2', path: 'sub/b.nxs' }
  ],
  steps: [
    {
      id: 'cut-1',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CEE', at: 8638.75, width: 0.5, channel: 'upper' }
    }
  ],
  view: {
    ...ofVersion2.view,
    shown: [{ id: 's2', channel: 'upper' }],
    active: { id: 's2', channel: 'upper' },
    map: {
      ...ofVersion2.view.map,
      colorMap: 'gray',
      scale: 'log',
      limits: [0, 2.5],
      percentile: null,
      zoom: null
    }
  },
  results: undefined
};

/** The single scan of version 2, with its channel; that of version 1 has none. */
const loneOfVersion2 = (path: string) => ({
  ...ofVersion2,
  scans: [{ id: 's1', path }],
  steps: [
    {
      id: 'cut-1',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CIE', at: 9659, width: 1.5, channel: 'upper' }
    },
    {
      id: 'cut-2',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CEE', at: 8638.5, width: 0.25, channel: 'upper' }
    }
  ],
  view: {
    ...ofVersion2.view,
    shown: [{ id: 's1', channel: 'upper' }],
    active: { id: 's1', channel: 'upper' },
    map: {
      ...ofVersion2.view.map,
      colorMap: 'viridis',
      scale: 'linear',
      limits: [0, 0.125],
      percentile: null,
      zoom: null
    }
  },
  results: undefined
});
const loneOfVersion1 = (path: string) => ({
  ...ofVersion1,
  scans: [{ id: 's1', path }],
  steps: [
    {
      id: 'cut-1',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CIE', at: 9659, width: 1 }
    }
  ],
  view: { ...ofVersion1.view, shown: [{ id: 's1' }], active: { id: 's1' } }
});

describe('an analysis', () => {
  it.each([
    ['1', 'analysis-1.xes.json', ofVersion1],
    ['2', 'analysis-2.xes.json', ofVersion2]
  ])('of version %s is converted to version 3 when read', (_, name, expected) => {
    const document = readDocument(fixture(name));
    expect(document).toEqual(expected);
    expect(validate(JSON.parse(writeDocument(document)))).toBe(true);
  });

  it('that is new shows its default cuts if there is a map', () => {
    const { view, steps, scans } = readDocument(fixture('analysis-2-new.xes.json'));
    expect({ steps, scans }).toEqual({ steps: [], scans: [] });
    expect(view).toMatchObject({
      active: null,
      shown: [],
      firstCuts: 'auto',
      map: { colorMap: 'cividis', scale: 'log' }
    });
  });

  it('has ids that its steps do not use, and those of its cuts', () => {
    const { scans, steps } = readDocument(fixture('analysis-2-ids.xes.json'));
    expect(scans).toEqual([
      { id: 's1', path: 'a.nxs' },
      { id: 's3', path: 'b.nxs' },
      { id: 's4', path: 'b.nxs' }
    ]);
    expect(steps.map(({ id, from }) => [id, from])).toEqual([
      ['cut-1-of-view-of-view', ['scans']],
      ['cut-2', ['scans']],
      ['s2', ['scans']],
      ['cut-1', ['s2']],
      ['cut-1-of-view', ['cut-1']]
    ]);
  });

  it('can be read whatever the names of its steps', () => {
    const suffix = '-of-view';
    const ids = [0, 1, 2, 3, 4, 5, 6, 7].map(n => `cut-1${suffix.repeat(n)}`);
    const steps = ids.map(id => ({ id, step: 'map', from: ['scans'], parameters: {} }));
    const cuts = [{ type: 'CIE', at: 1, width: 1 }];
    const raw = { type: 'xes-analysis', version: 2, scans: [], cuts, steps };
    const read = readDocument(JSON.stringify(raw));
    expect(read.steps.map(({ id }) => id)).toEqual(['cut-2', ...ids]);
  });

  it('with the maximum number of cuts and steps of version 2 is read', () => {
    const cuts = new Array(1000).fill({ type: 'CIE', at: 1, width: 1 });
    const steps = Array.from({ length: 1000 }, (_, i) => ({ id: `a${i}`, step: 'map' }));
    const text = JSON.stringify({ type: 'xes-analysis', version: 2, scans: [], cuts, steps });
    expect(readDocument(text).steps).toHaveLength(2000);
  });

  const valid = { type: 'xes-analysis', version: 2, scans: [{ path: 'a.nxs' }] };
  const cut = { type: 'CIE', at: 9660, width: 1 };
  it.each([
    ['no list of scans', { ...valid, scans: {} }],
    ['a scan without a path', { ...valid, scans: [{}] }],
    ['a scan that is none', { ...valid, scans: ['a'] }],
    ['no list of cuts', { ...valid, cuts: 1 }],
    ['a cut of no known type', { ...valid, cuts: [{ ...cut, type: 'XYZ' }] }],
    ['a cut nowhere', { ...valid, cuts: [{ ...cut, at: null }] }],
    ['a cut of negative width', { ...valid, cuts: [{ ...cut, width: -1 }] }],
    ['a step that is none', { ...valid, steps: ['cut'] }],
    ['a step without an id', { ...valid, steps: [{ step: 'cut' }, { id: 'a', step: 'cut' }] }],
    ['a step from a list that is none', { ...valid, steps: [{ id: 'a', step: 'x', from: null }] }],
    ['a result that is none', { ...valid, results: ['a'] }]
  ])('of version 2 is refused with %s', (_, document) => {
    expect(() => readDocument(JSON.stringify(document))).toThrow(
      expect.objectContaining({ code: 'analysis/invalid' })
    );
  });

  it('of version 1 loses parts with names of later versions', () => {
    const raw = { ...valid, version: 1, steps: [{ id: 'a', step: 'cut' }], results: 'none' };
    const { steps, results } = readDocument(JSON.stringify(raw));
    expect({ steps, results }).toEqual({ steps: [], results: undefined });
  });

  it('of an earlier version has no view settings unknown to that version', () => {
    const view = { contours: { count: 3 }, view: 'transfer', active: 7, channel: 'sideways' };
    const read = readDocument(JSON.stringify({ ...valid, view })).view;
    expect(read.map).toMatchObject({ contours: null, view: 'incident' });
    expect(read.active).toEqual({ id: 's1' });
  });
});

describe('the saved view of a single scan', () => {
  it.each([
    ['1', 'keptview-1.json', loneOfVersion1],
    ['2', 'keptview-2.json', loneOfVersion2]
  ])('of version %s becomes the document of that scan', (_, name, expected) => {
    const views: Record<string, string | { text: string }> = jsonOf(name);
    const [stored] = Object.values(views);
    const text = typeof stored === 'string' ? stored : stored.text;
    expect(readDocument(text, { scan: 'moved.nxs' })).toEqual(expected('moved.nxs'));
  });
});

describe('the default cuts of a single scan', () => {
  const stored = { type: 'xes-analysis', version: 2, scans: [], view: {}, cuts: [] };
  const firstCuts = (document: object) =>
    readDocument(JSON.stringify(document), { scan: 'a.nxs' }).view.firstCuts;

  it('do not return after the user removed them', () => {
    expect(firstCuts(stored)).toBe('own');
    expect(firstCuts({ ...stored, version: 1 })).toBe('own');
  });

  it('are those of version 3', () => {
    expect(firstCuts({ ...stored, version: 3 })).toBe('auto');
    expect(firstCuts({ ...stored, version: 3, view: { firstCuts: 'own' } })).toBe('own');
  });
});

describe('an autosaved document', () => {
  it.each([
    ['1', 'snapshots-1.json', loneOfVersion1('a.nxs'), ofVersion1],
    ['2', 'snapshots-2.json', loneOfVersion2('118250_1.nxs'), ofVersion2]
  ])('of version %s is restored', (_, name, scan, analysis) => {
    const [lone, whole] = jsonOf(name) as { path: string; document: string }[];
    const file = lone.path.split('/').pop();
    expect(readDocument(lone.document, { scan: file })).toEqual(scan);
    expect(readDocument(whole.document)).toEqual(analysis);
  });
});

describe('the analyses of a report', () => {
  it('of schema version 1 are in the report', () => {
    const { analyses } = jsonOf('crash-20261124T221500Z-0123abcd.json') as {
      analyses: { document: Json }[];
    };
    const [lone, whole] = analyses.map(({ document }) => JSON.stringify(document));
    expect(readDocument(lone, { scan: 'a.nxs' })).toEqual(loneOfVersion1('a.nxs'));
    expect(readDocument(whole)).toEqual(ofVersion1);
  });

  it('of schema version 2 are next to it', () => {
    const { analyses } = jsonOf('crash-20261127T100003Z-00c0ffee.json') as {
      analyses: { file: string }[];
    };
    const [lone, whole] = analyses.map(({ file }) => fixture(file));
    expect(readDocument(lone, { scan: '118250_1.nxs' })).toEqual(loneOfVersion2('118250_1.nxs'));
    expect(readDocument(whole)).toEqual(ofVersion2);
  });
});
