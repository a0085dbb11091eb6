import {
  addCut,
  addScans,
  addStep,
  dependents,
  duplicate,
  emptyDocument,
  leaveOut,
  addFirstCuts,
  readDocument,
  remove,
  removeCut,
  rename,
  reorder,
  overwrittenScans,
  setActive,
  setAxesView,
  setColor,
  setCut,
  setFrom,
  setMapView,
  setOff,
  setSelected,
  setShown,
  setStep,
  setView,
  withPaths,
  withRename,
  withoutReplaced,
  writeDocument,
  type AnalysisDocument,
  type Ref
} from '../../../../src/analysis/document/index';

const refusal = (code = 'edit') => expect.objectContaining({ code: `analysis/${code}` }) as Error;
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id).join(' ');

/** Four scans; a cut of each, their average, and two steps on it. */
function analysis(): AnalysisDocument {
  let { document } = addScans(emptyDocument(), ['1.nxs', '2.nxs', '3.nxs', '4.nxs']);
  document = addStep(document, { id: 'cuts', step: 'cut', parameters: { type: 'CIE' } }).document;
  document = addStep(document, { id: 'mean', step: 'average', from: ['cuts'] }).document;
  document = addStep(document, { id: 'rest', step: 'difference', from: ['mean', 's1'] }).document;
  document = addStep(document, { id: 'fit', step: 'fit', from: ['rest'] }).document;
  const digest = { kind: 'spectrum', points: 3, sha256: 'a'.repeat(64) } as const;
  return { ...document, results: [{ ref: { id: 'mean' }, ...digest }] };
}

/** Every document returned by an edit can be saved and read. */
function saved(document: AnalysisDocument): AnalysisDocument {
  expect(readDocument(writeDocument(document))).toEqual(document);
  return document;
}

const fromOf = (document: AnalysisDocument, id: string) =>
  document.steps.find(step => step.id === id)?.from;

describe('adding scans', () => {
  it('gives them ids, and makes the first active', () => {
    const { document, ids } = addScans(emptyDocument(), ['a.nxs', 'b.nxs']);
    expect(ids).toEqual(['s1', 's2']);
    expect(saved(document)).toMatchObject({
      scans: [
        { id: 's1', path: 'a.nxs' },
        { id: 's2', path: 'b.nxs' }
      ],
      view: { active: { id: 's1' }, shown: [] }
    });
  });

  it('skips existing scans, and returns their ids', () => {
    const first = addScans(emptyDocument(), ['a.nxs', 'b.nxs']).document;
    const { document, ids } = addScans(first, [
      'b.nxs',
      'c.nxs',
      'c.nxs',
      { path: 'b.nxs', entry: '2' }
    ]);
    expect(ids).toEqual(['s2', 's3', 's3', 's4']);
    expect(document.scans).toHaveLength(4);
    expect(document.view).toBe(first.view);
    expect(addScans(document, ['a.nxs']).document).toBe(document);
  });

  it('accepts the given ids if they are free', () => {
    const reference = { id: 's2', path: 'x', role: 'reference' as const, label: 'Foil' };
    const { document, ids } = addScans(emptyDocument(), ['a', reference, 'b']);
    expect(ids).toEqual(['s1', 's2', 's3']);
    expect(saved(document).scans[1]).toEqual(reference);
    expect(() => addScans(document, [{ id: 's1', path: 'y' }])).toThrow(refusal());
    expect(() => addScans(document, [{ id: 'scans', path: 'y' }])).toThrow(refusal());
    expect(() => addScans(document, [''])).toThrow(refusal());
    expect(addScans(analysis(), [{ id: 'x', path: 'y' }]).ids).toEqual(['x']);
    expect(() => addScans(analysis(), [{ id: 'fit', path: 'y' }])).toThrow('"fit" is taken');
  });

  it('stops at the size limit of an analysis, with nothing added', () => {
    const paths = Array.from({ length: 5000 }, (_, i) => `${i}.nxs`);
    const { document } = addScans(emptyDocument(), paths);
    expect(document.scans).toHaveLength(5000);
    expect(() => addScans(document, ['more.nxs'])).toThrow(refusal('too-large'));
  });
});

describe('adding a step', () => {
  it('assigns an id derived from its name, and the input scans', () => {
    const first = addStep(emptyDocument(), { step: 'average' });
    expect(first.id).toBe('average-1');
    const second = addStep(first.document, { step: 'average', from: ['average-1'] });
    expect(second.id).toBe('average-2');
    expect(saved(second.document).steps).toEqual([
      { id: 'average-1', step: 'average', from: ['scans'], parameters: {} },
      { id: 'average-2', step: 'average', from: ['average-1'], parameters: {} }
    ]);
  });

  it('copies no digests', () => {
    expect(analysis()).toHaveProperty('results');
    expect(addStep(analysis(), { step: 'map' }).document).not.toHaveProperty('results');
  });

  it.each<[string, object]>([
    ['an id that is taken', { id: 'mean' }],
    ['the id of a scan', { id: 's1' }],
    ['an id that is none', { id: 'a b' }],
    ['no name', { step: '' }],
    ['an input from nowhere', { from: ['later'] }],
    ['no input', { from: [] }],
    ['an input twice', { from: ['s1', { id: 's1' }] }],
    ['a number that JSON has not', { parameters: { at: NaN } }],
    ['a function', { parameters: { at: () => 1 } }],
    ['a date', { parameters: { at: new Date(0) } }],
    ['parameters in a circle', { parameters: circle() }]
  ])('is refused with %s', (_, patch) => {
    expect(() => addStep(analysis(), { step: 'map', ...patch })).toThrow(refusal());
  });

  it('stops at the size limit of an analysis', () => {
    const steps = Array.from({ length: 2000 }, (_, i) => ({
      id: `a${i}`,
      step: 'map',
      from: ['scans'],
      parameters: {}
    }));
    expect(() => addStep({ ...analysis(), steps }, { step: 'map' })).toThrow(refusal('too-large'));
  });

  it('copies its arguments: later changes to them have no effect', () => {
    const parameters = { range: [1, -0] };
    const { document, id } = addStep(analysis(), { step: 'map', parameters });
    parameters.range.push(3);
    expect(document.steps.find(step => step.id === id)?.parameters).toEqual({ range: [1, 0] });
  });
});

function circle(): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  parameters.self = parameters;
  return parameters;
}

describe('changing a step', () => {
  it('merges its parameters; undefined removes a parameter', () => {
    const one = setStep(analysis(), 'cuts', { at: 9660, width: 1 });
    expect(saved(one).steps[0].parameters).toEqual({ type: 'CIE', at: 9660, width: 1 });
    const other = setStep(one, 'cuts', { width: undefined, at: null });
    expect(other.steps[0].parameters).toEqual({ type: 'CIE', at: null });
    expect(other).not.toHaveProperty('results');
  });

  it('is no change if nothing differs', () => {
    const document = analysis();
    expect(setStep(document, 'cuts', { type: 'CIE', at: undefined })).toBe(document);
    expect(setOff(document, 'cuts', false)).toBe(document);
    expect(setFrom(document, 'mean', ['cuts'])).toBe(document);
    expect(setFrom(document, 'mean', [{ id: 'cuts' }])).toBe(document);
    expect(reorder(document, 'fit', null)).toBe(document);
    expect(rename(document, 'fit', null)).toBe(document);
    expect(withRename(document, { from: 'elsewhere', to: '1.nxs' })).toBe(document);
    expect(setShown(document, [])).toBe(document);
    expect(remove(document, [])).toBe(document);
  });

  it('is refused for a missing step, and for what is not JSON', () => {
    expect(() => setStep(analysis(), 's1', {})).toThrow('there is no step "s1"');
    expect(() => setStep(analysis(), 'cuts', { at: Infinity })).toThrow('it holds Infinity');
    expect(() => setOff(analysis(), 'none', true)).toThrow(refusal());
  });

  it('turns it off and on', () => {
    const off = setOff(analysis(), 'mean', true);
    expect(saved(off).steps[1]).toHaveProperty('off', true);
    expect(setOff(off, 'mean', false).steps).toEqual(analysis().steps);
  });
});

describe('the appearance of a scan or a step', () => {
  it('changes without its numbers: digests stay', () => {
    let document = rename(analysis(), 's2', '  ZnO, second ');
    document = setColor(document, 'mean', '#00ff7f');
    expect(document.scans[1]).toEqual({ id: 's2', path: '2.nxs', label: 'ZnO, second' });
    expect(document.steps[1]).toHaveProperty('color', '#00ff7f');
    expect(document).toHaveProperty('results');
    expect(rename(document, 's2', ' ').scans[1]).toEqual({ id: 's2', path: '2.nxs' });
    expect(setColor(document, 'mean', null).steps[1]).not.toHaveProperty('color');
  });

  it('is refused for an invalid colour, a name that is too long, and nothing', () => {
    expect(() => setColor(analysis(), 's1', 'red')).toThrow('#rrggbb');
    expect(() => rename(analysis(), 's1', 'a'.repeat(1001))).toThrow(refusal());
    expect(() => rename(analysis(), 'none', 'a')).toThrow('there is no "none"');
  });
});

describe('the inputs of a step', () => {
  it('can be replaced, also by a step that followed it', () => {
    const document = setFrom(analysis(), 'mean', ['s1', { id: 's2', channel: 'lower' }]);
    expect(fromOf(saved(document), 'mean')).toEqual(['s1', { id: 's2', channel: 'lower' }]);
    const { document: more } = addStep(document, { id: 'late', step: 'smooth' });
    const moved = setFrom(more, 'mean', ['late', 's1']);
    expect(idsOf(saved(moved).steps)).toBe('cuts late mean rest fit');
  });

  it.each([
    ['itself', 'mean'],
    ['what works on it', 'rest'],
    ['what works on what works on it', 'fit']
  ])("can't be %s", (_, source) => {
    expect(() => setFrom(analysis(), 'mean', ['cuts', source])).toThrow('its own result');
  });

  it("can't be missing items, or nothing", () => {
    expect(() => setFrom(analysis(), 'mean', ['none'])).toThrow('"none" is no scan');
    expect(() => setFrom(analysis(), 'mean', [])).toThrow('works on nothing');
    expect(dependents(analysis().steps, 's1')).toEqual(new Set(['rest', 'fit']));
  });
});

describe('excluding an item', () => {
  const { document } = addStep(analysis(), { id: 'all', step: 'average', from: ['scans'] });

  it('of the results of each scan', () => {
    const once = leaveOut(analysis(), 'mean', 'cuts/s3');
    expect(fromOf(saved(once), 'mean')).toEqual([{ id: 'cuts', except: ['cuts/s3'] }]);
    const twice = leaveOut(once, 'mean', 'cuts/s1');
    expect(fromOf(twice, 'mean')).toEqual([{ id: 'cuts', except: ['cuts/s3', 'cuts/s1'] }]);
    expect(() => leaveOut(twice, 'mean', 'cuts/s1')).toThrow('does not work on "cuts/s1"');
  });

  it('of all scans', () => {
    expect(fromOf(leaveOut(document, 'all', 's2'), 'all')).toEqual([
      { id: 'scans', except: ['s2'] }
    ]);
    expect(fromOf(leaveOut(document, 'all', 's2:lower'), 'all')).toEqual([
      { id: 'scans', except: ['s2:lower'] }
    ]);
    expect(() => leaveOut(document, 'all', 'cuts/s2')).toThrow(refusal());
  });

  it('of some named scans', () => {
    const only = setFrom(document, 'all', [{ id: 'cuts', only: ['cuts/s1', 'cuts/s2'] }, 's4']);
    const one = leaveOut(only, 'all', 'cuts/s1');
    expect(fromOf(one, 'all')).toEqual([{ id: 'cuts', only: ['cuts/s2'] }, 's4']);
    const other = leaveOut(one, 'all', 'cuts/s2');
    expect(fromOf(other, 'all')).toEqual(['s4']);
    expect(() => leaveOut(other, 'all', 's4')).toThrow('works on nothing but "s4"');
  });

  it('that is a whole scan or step', () => {
    expect(fromOf(leaveOut(analysis(), 'rest', 's1'), 'rest')).toEqual(['mean']);
    expect(fromOf(leaveOut(analysis(), 'rest', 'mean'), 'rest')).toEqual(['s1']);
  });
});

describe('a list with one entry per input', () => {
  const timed = (from: readonly (string | Ref)[], times: readonly number[]) =>
    addStep(analysis(), { id: 'dose', step: 'drift', from, parameters: { times } }).document;
  const timesOf = (document: AnalysisDocument) =>
    saved(document).steps.find(({ id }) => id === 'dose')?.parameters.times;
  const four = ['s1', 's2', 's3', { id: 's4', channel: 'lower' }];

  it.each([
    ['named one by one', four],
    ['all scans', ['scans']]
  ])('loses the entry of a removed scan, of %s', (_, from) => {
    const document = timed(from, [0, 1, 5, 7]);
    expect(timesOf(remove(document, ['s2'], 'detach'))).toEqual([0, 5, 7]);
    expect(timesOf(leaveOut(document, 'dose', 's3'))).toEqual([0, 1, 7]);
  });

  it('follows reordered scans', () => {
    expect(timesOf(reorder(timed(['scans'], [0, 1, 5, 7]), 's4', 's2'))).toEqual([0, 7, 1, 5]);
    const named = timed(four, [0, 1, 5, 7]);
    expect(timesOf(setFrom(named, 'dose', ['s3', 's1', 's2']))).toEqual([5, 0, 1]);
    expect(timesOf(reorder(named, 's4', 's1'))).toEqual([0, 1, 5, 7]);
  });

  it('has none for a newly added scan, which gets no other scan’s time', () => {
    expect(timesOf(setFrom(timed(['s1', 's2'], [0, 1]), 'dose', ['s3', 's1']))).toEqual([0]);
    const { document } = addScans(timed(['scans'], [0, 1, 5, 7]), ['5.nxs']);
    expect(timesOf(document)).toEqual([0, 1, 5, 7]);
  });

  it('is unchanged if its length does not match, or inputs are not named', () => {
    expect(timesOf(remove(timed(four, [0, 1, 5]), ['s2'], 'detach'))).toEqual([0, 1, 5]);
    expect(timesOf(leaveOut(timed(['cuts'], [0, 1, 5, 7]), 'dose', 'cuts/s1'))).toEqual([
      0, 1, 5, 7
    ]);
  });
});

describe('removing', () => {
  it('a scan that no step uses leaves the steps unchanged', () => {
    const document = remove(analysis(), ['s3']);
    expect(idsOf(saved(document).scans)).toBe('s1 s2 s4');
    expect(document.steps).toEqual(analysis().steps);
    expect(document).not.toHaveProperty('results');
  });

  it('leaves a step alone whose name is a property of every object', () => {
    const { document, ids } = addScans(emptyDocument(), ['1.nxs', '2.nxs']);
    const from = [...ids];
    const odd = addStep(document, { step: 'constructor', from, parameters: {} }).document;
    expect(remove(odd, [ids[0]], 'detach').steps).toMatchObject([{ from: [ids[1]] }]);
  });

  it('an item in use is refused, by name', () => {
    const document = rename(analysis(), 'rest', 'Rest');
    expect(() => remove(document, ['s1'])).toThrow('"Rest" works on "1.nxs"');
    expect(() => remove(document, ['mean'])).toThrow('"Rest" works on "mean"');
    expect(() => remove(document, ['mean', 'none'])).toThrow('there is no "none"');
  });

  it('removes dependents on request', () => {
    expect(idsOf(remove(analysis(), ['mean'], 'remove').steps)).toBe('cuts');
    expect(idsOf(remove(analysis(), ['cuts'], 'remove').steps)).toBe('');
    expect(idsOf(remove(analysis(), ['rest', 'fit']).steps)).toBe('cuts mean');
  });

  it('leaves dependents with the remaining inputs on request', () => {
    const document = remove(analysis(), ['s1'], 'detach');
    expect(fromOf(saved(document), 'rest')).toEqual(['mean']);
    const removed = remove(document, ['cuts'], 'detach');
    expect(idsOf(saved(removed).steps)).toBe('');
  });

  it('cleans up the named items', () => {
    const items = (from: (string | Ref)[]) => setFrom(analysis(), 'mean', from);
    const except = items([{ id: 'cuts', except: ['cuts/s2', 'cuts/s3:lower'] }]);
    expect(fromOf(remove(except, ['s2']), 'mean')).toEqual([
      { id: 'cuts', except: ['cuts/s3:lower'] }
    ]);
    expect(fromOf(saved(remove(except, ['s2', 's3'])), 'mean')).toEqual(['cuts']);
    const only = items([{ id: 'cuts', only: ['cuts/s2'] }, 's4']);
    expect(() => remove(only, ['s2'])).toThrow('"mean" works on "cuts"');
    expect(fromOf(remove(only, ['s2'], 'detach'), 'mean')).toEqual(['s4']);
    const both = items([{ id: 'cuts', except: ['cuts/s2'] }, 'cuts']);
    expect(fromOf(saved(remove(both, ['s2'])), 'mean')).toEqual(['cuts']);
  });

  it('continues to show what remains', () => {
    const looked = setView(analysis(), {
      active: { id: 's2', channel: 'lower' },
      shown: ['s2', 'mean'],
      selected: ['s2', 's3'],
      map: { zoom: { incident: [1, 2], emission: [3, 4] } }
    });
    expect(saved(remove(looked, ['s2'])).view).toMatchObject({
      active: { id: 'mean' },
      shown: [{ id: 'mean' }],
      selected: [{ id: 's3' }],
      map: { zoom: null }
    });
    expect(remove(looked, ['s4']).view).toEqual(looked.view);
    const alone = setShown(looked, ['s2']);
    const next = { id: 's3', channel: 'lower' };
    expect(remove(alone, ['s2']).view).toMatchObject({ active: next, shown: [] });
    const last = setView(looked, { active: 's4', shown: [] });
    expect(remove(last, ['s4']).view).toMatchObject({ active: { id: 's3' }, shown: [] });
    const none = remove(addScans(emptyDocument(), ['a']).document, ['s1']);
    expect(saved(none)).toEqual(emptyDocument());
  });
});

describe('a duplicate', () => {
  it('follows its original, under another id', () => {
    const { document, id } = duplicate(
      setOff(rename(analysis(), 'mean', 'Mean'), 'mean', true),
      'mean'
    );
    expect(id).toBe('average-1');
    expect(idsOf(saved(document).steps)).toBe('cuts mean average-1 rest fit');
    expect(document.steps[2]).toEqual({ ...document.steps[1], id, label: 'Mean (copy)' });
    expect(() => duplicate(analysis(), 's1')).toThrow(refusal());
  });

  it('has a valid name, however long that of the original', () => {
    const named = rename(analysis(), 'mean', 'a'.repeat(1000));
    saved(duplicate(named, 'mean').document);
  });
});

describe('reordering', () => {
  it('of scans is free', () => {
    expect(idsOf(saved(reorder(analysis(), 's4', 's1')).scans)).toBe('s4 s1 s2 s3');
    expect(idsOf(reorder(analysis(), 's1', null).scans)).toBe('s2 s3 s4 s1');
    expect(reorder(analysis(), 's2', 's2')).toEqual(analysis());
    expect(() => reorder(analysis(), 's1', 'mean')).toThrow('not of its list');
    expect(() => reorder(analysis(), 'none', null)).toThrow('there is no "none"');
  });

  it('of steps keeps an order in which they can be computed', () => {
    const { document } = addStep(analysis(), { id: 'map', step: 'map' });
    expect(idsOf(saved(reorder(document, 'map', 'mean')).steps)).toBe('cuts map mean rest fit');
    expect(() => reorder(document, 'mean', null)).toThrow(
      '"rest" works on the result of "mean", and so must come after it'
    );
    expect(() => reorder(document, 'fit', 'cuts')).toThrow(refusal());
  });
});

describe('cuts', () => {
  const { document: scans } = addScans(emptyDocument(), ['a.nxs']);
  const first = [
    { type: 'CIE', at: 9659, width: 1 },
    { type: 'CEE', at: 8638, width: 1, channel: 'lower' }
  ] as const;

  it('are steps on the scans, including the default cuts', () => {
    const { document, id } = addCut(addFirstCuts(scans, first).document, { type: 'CET', at: 1021 });
    expect(id).toBe('cut-3');
    expect(saved(document).steps.map(step => [step.id, step.from, step.parameters])).toEqual([
      ['cut-1', ['scans'], first[0]],
      ['cut-2', ['scans'], first[1]],
      ['cut-3', ['scans'], { type: 'CET', at: 1021 }]
    ]);
    expect(document.view.firstCuts).toBe('own');
    expect(addCut(scans, { type: 'CET', at: 1021 }).document.view.firstCuts).toBe('own');
    expect(addCut(document, { type: 'CIE', at: 1, label: 'x' }).document.steps[3]).toEqual({
      id: 'cut-4',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CIE', at: 1 },
      label: 'x'
    });
  });

  it('are written to the document on the first edit', () => {
    const { document, ids } = addFirstCuts(scans, first);
    expect(ids).toEqual(['cut-1', 'cut-2']);
    const moved = setCut(document, ids[0], { at: 9660.5 });
    expect(saved(moved).steps[0].parameters).toEqual({ ...first[0], at: 9660.5 });
    expect(addFirstCuts(document, first)).toEqual({ document, ids: [] });
    expect(addFirstCuts(scans, []).document).toEqual({
      ...scans,
      view: { ...scans.view, firstCuts: 'own' }
    });
    expect(idsOf(removeCut(moved, 'cut-1').steps)).toBe('cut-2');
  });

  it('are refused if invalid', () => {
    const { document } = addStep(scans, { step: 'map' });
    expect(() => setCut(document, 'map-1', { at: 1 })).toThrow('"map-1" is no cut');
    expect(() => removeCut(document, 's1')).toThrow(refusal());
    expect(() => addCut(document, { type: 'CIE', at: NaN })).toThrow('it holds NaN');
  });
});

describe('a view', () => {
  it('is changed in parts, and digests stay', () => {
    const document = setMapView(setAxesView(analysis(), { logY: true }), {
      scale: 'log',
      limits: [0, 2]
    });
    expect(saved(document)).toHaveProperty('results');
    expect(document.view.map).toEqual({ ...analysis().view.map, scale: 'log', limits: [0, 2] });
    expect(document.view.axes).toEqual({ x: null, y: null, logY: true });
    expect(document.scans).toHaveLength(4);
    expect(setSelected(document, ['s1', 's2', { id: 's1' }]).view.selected).toEqual([
      { id: 's1' },
      { id: 's2' }
    ]);
    expect(setActive(document, { id: 'mean', output: 'x' }).view.active).toEqual({
      id: 'mean',
      output: 'x'
    });
    expect(setActive(document, null).view.active).toBeNull();
  });

  it('is of stacked curves, or no longer', () => {
    const waterfall = { offset: 2, factor: null };
    const raised = saved(setAxesView(analysis(), { waterfall, grid: false, beside: false }));
    expect(raised.view.axes).toEqual({
      x: null,
      y: null,
      logY: false,
      waterfall,
      grid: false,
      beside: false
    });
    const flat = setAxesView(raised, { waterfall: undefined, grid: undefined, beside: undefined });
    expect(saved(flat).view.axes).toEqual({ x: null, y: null, logY: false });
    for (const offset of [0, -1, 1e301]) {
      const wrong = { waterfall: { offset, factor: null } };
      expect(() => setAxesView(analysis(), wrong)).toThrow(refusal());
    }
    expect(() => setAxesView(analysis(), { waterfall: { offset: null, factor: 1 } })).toThrow(
      refusal()
    );
    const none = setAxesView(analysis(), { waterfall: { offset: NaN, factor: Infinity } });
    expect(none.view.axes.waterfall).toEqual({ offset: null, factor: null });
    const equal = saved(setMapView(analysis(), { aspect: 'equal' }));
    expect(equal.view.map.aspect).toBe('equal');
    expect(saved(setMapView(equal, { aspect: undefined })).view.map).toEqual(analysis().view.map);
  });

  it.each<[string, Parameters<typeof setView>[1]]>([
    ['limits the wrong way round', { map: { limits: [2, 1] } }],
    ['limits that JSON has not', { map: { limits: [0, Infinity] } }],
    ['colours that there are not', { map: { colorMap: 'jet' } }],
    ['percentiles that are none', { map: { percentile: [0, 101] } }],
    [
      'half a contour',
      { map: { contours: { count: 0.5, scale: 'log', labels: true, filled: true } } }
    ],
    ['an empty range', { axes: { x: [1, 1] } }],
    ['what there is not', { shown: ['none'] }],
    ['a channel of a step', { active: { id: 'mean', channel: 'lower' } }],
    ['no item', { selected: [{ id: 'scans', only: [] }] }]
  ])('is refused with %s', (_, patch) => {
    expect(() => setView(analysis(), patch)).toThrow(refusal());
  });
});

describe('a rename', () => {
  it('changes paths and nothing else', () => {
    const document = withRename(analysis(), { from: '2.nxs', to: 'sub/b.nxs' });
    expect(document).toEqual({
      ...analysis(),
      scans: analysis().scans.map(scan =>
        scan.id === 's2' ? { ...scan, path: 'sub/b.nxs' } : scan
      )
    });
    const named = withPaths(document, ({ path }) => `../${path}`);
    expect(named.scans.map(({ path }) => path)).toEqual([
      '../1.nxs',
      '../sub/b.nxs',
      '../3.nxs',
      '../4.nxs'
    ]);
  });

  it('over another scan merges the two, except if a step refers to both', () => {
    const over3 = { from: 'data/2.nxs', to: 'data/3.nxs' };
    const resolve = (path: string) => `data/${path}`;
    expect(overwrittenScans(analysis(), over3, resolve)).toEqual(['s3']);
    expect(idsOf(withoutReplaced(analysis(), ['s3']).scans)).toBe('s1 s2 s4');
    const over1 = { from: '2.nxs', to: '1.nxs' };
    expect(overwrittenScans(analysis(), over1)).toEqual(['s1']);
    expect(withoutReplaced(analysis(), ['s1'])).toEqual(analysis());
    expect(overwrittenScans(analysis(), { from: 'x', to: '1.nxs' })).toEqual([]);
  });
});
