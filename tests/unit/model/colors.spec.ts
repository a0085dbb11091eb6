import {
  addScans,
  addStep,
  emptyDocument,
  readDocument,
  remove,
  writeDocument,
  type AnalysisDocument
} from '../../../src/analysis/document/index';
import { AnalysisModel, Rows } from '../../../src/model';
import { CurveColors } from '../../../src/analysis/curvecolors';
import { palette } from '../../../src/analysis/palette';
import { Dice } from '../../soak/dice';
import { disposeClients, setup as setUpCompute } from '../compute/support';
import { mapScan } from '../compute/scans';
import { documentOf } from './support';

/** Scans, an average of some, and a step that works on each of three. */
function analysis(): AnalysisDocument {
  let { document } = addScans(
    emptyDocument(),
    Array.from({ length: 8 }, (_, i) => `x${i}.nxs`)
  );
  document = addStep(document, { step: 'average', from: ['s1', 's2'] }).document;
  return addStep(document, { step: 'smooth', from: ['s1', 's3', 's4'] }).document;
}

const curves = [
  ...Array.from({ length: 7 }, (_, i) => `s${i + 1}`),
  's8:upper',
  's8:lower',
  'average-1',
  ...['s1', 's3', 's4'].map(id => `smooth-1/${id}`),
  'average-1#coverage'
];

const withColors = (document: AnalysisDocument, colors: CurveColors): AnalysisDocument => ({
  ...document,
  view: { ...document.view, colors: colors.given }
});

describe('colours', () => {
  it('are as many as the palette states, all different', () => {
    expect(new Set(palette).size).toBe(30);
    expect(palette.every(color => /^#[0-9a-f]{6}$/.test(color))).toBe(true);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'stay for life, differ from each other, and are saved, in any order of viewing (%d)',
    seed => {
      const dice = new Dice(seed);
      const random = () => dice.next();
      let document = analysis();
      let colors = new CurveColors();
      const known = new Map<string, string>();
      for (let turn = 0; turn < 60; turn++) {
        const drawn = curves.filter(
          key => random() < 0.4 && document.scans.some(({ id }) => id === 's5' || key !== 's5')
        );
        colors.assign(document, drawn);
        const seen = drawn.map(key => colors.of(document, key));
        expect(new Set(seen).size).toBe(drawn.length);
        drawn.forEach((key, i) => {
          expect([key, known.get(key) ?? seen[i]]).toEqual([key, seen[i]]);
          known.set(key, seen[i]);
        });
        document = withColors(document, colors);
        if (random() < 0.3) {
          document = readDocument(writeDocument(document));
          colors = new CurveColors();
        }
        if (turn === 30) {
          document = remove(document, ['s5']);
          known.delete('s5');
        }
      }
    }
  );

  it('are those of no other shown curve, even with more curves than colours', () => {
    const paths = Array.from({ length: 80 }, (_, i) => `x${i}.nxs`);
    const document = documentOf(paths);
    const colors = new CurveColors();
    for (let i = 0; i < 80; i += 20) {
      const shown = document.scans.slice(i, i + 20).map(({ id }) => id);
      colors.assign(document, shown);
      expect(new Set(shown.map(id => colors.of(document, id))).size).toBe(20);
    }
  });

  it('of an entry coloured by the user are of its first curve, and of nothing else', () => {
    const colors = new CurveColors();
    const document = analysis();
    const steps = document.steps.map(step => ({ ...step, color: '#1f77b4' }));
    const red = { ...document, steps };
    colors.assign(red, ['smooth-1/s3', 'smooth-1/s1', 's1']);
    expect(colors.of(red, 'smooth-1/s3')).toBe('#1f77b4');
    expect(colors.of(red, 'smooth-1')).toBe('#1f77b4');
    expect(colors.of(red, 'smooth-1/s1')).not.toBe('#1f77b4');
    expect(colors.of(red, 's1')).not.toBe('#1f77b4');
  });

  it('pass from the items of a step to its combined result', () => {
    const colors = new CurveColors();
    const document = analysis();
    colors.assign(document, ['smooth-1/s3', 'smooth-1/s1']);
    const first = colors.of(document, 'smooth-1/s3');
    colors.assign(document, ['smooth-1', 's2']);
    expect(colors.of(document, 'smooth-1')).toBe(first);
    expect(colors.of(document, 's2')).not.toBe(first);
  });
});

describe('colours of an analysis', () => {
  afterEach(disposeClients);

  async function setUp(document: AnalysisDocument) {
    const { client, reader } = setUpCompute();
    reader.files.set('two.nxs', () => {
      const scan = mapScan();
      const channels = scan.channels.map(arm => ({ ...arm, kind: 'XES' as const }));
      return { ...scan, kind: 'XES' as const, incident: null, shape: [6], channels };
    });
    const model = new AnalysisModel({ compute: client.open({ path: () => 'a.xes.json' }) });
    model.load(document);
    await model.settled;
    return model;
  }

  it('are the same for either arm, and after saving and reopening', async () => {
    const model = await setUp(documentOf(['two.nxs', 'a.nxs', 'b.nxs']));
    const rows = new Rows();
    const listed = () => {
      rows.follow(model, new Set(['s1']));
      return Object.fromEntries(rows.places.map(({ key }, i) => [key, rows.at(i)?.color]));
    };
    model.show(['s2', 's1']);
    await model.settled;
    const before = listed();
    const scan = JSON.stringify(['s1', null, null, null, null]);
    expect(before[scan]).toMatch(/^#/);
    model.setActive({ id: 's1', channel: 'lower' });
    await model.settled;
    expect(listed()[scan]).toBe(before[scan]);
    const upper = JSON.stringify(['s1', 'upper', null, null, null]);
    const lower = JSON.stringify(['s1', 'lower', null, null, null]);
    expect([listed()[upper], listed()[lower] === before[scan]]).toEqual([before[scan], false]);
    const colors = (of: AnalysisModel) => of.shown.map(({ ref, color }) => [ref, color]);
    const drawn = colors(model);
    expect(new Set(drawn.map(([, color]) => color)).size).toBe(drawn.length);
    expect(model.history.undo).toBe(0);
    const again = await setUp(readDocument(writeDocument(model.document)));
    expect(colors(again)).toEqual(drawn);
    model.dispose();
    again.dispose();
  });

  it('return with what is removed and restored, and disappear with it', async () => {
    const model = await setUp(documentOf(['a.nxs', 'b.nxs']));
    model.show(['s1', 's2']);
    await model.settled;
    const [, second] = model.shown.map(({ color }) => color);
    model.remove(['s2']);
    expect(Object.keys(model.view.colors ?? {})).toEqual(['s1']);
    model.undo();
    await model.settled;
    expect(model.shown.map(({ color }) => color)[1]).toBe(second);
    model.dispose();
  });
});
