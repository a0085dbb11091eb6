/** @jest-environment jsdom */
import { Clipboard } from '@jupyterlab/apputils';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { readDocument, writeDocument } from '../../../src/analysis/document';
import type { SpectrumValue } from '../../../src/analysis/steps';
import { AnalysisModel } from '../../../src/model';
import { addLine } from '../../../src/widgets/stage/newcuts';
import { PoppedProfiles } from '../../../src/widgets/stage/poppedprofiles';
import { ProfilePlot } from '../../../src/widgets/profileplot';
import { ProfilesPopover } from '../../../src/widgets/profiles/profilespopover';
import { until } from '../compute/support';
import { FakeCompute } from '../model/fakecompute';
import { documentOf, rest } from '../model/support';
import { choose, control } from './inspectorhelpers';
import { FakeDiagnostics } from './helpers';
import { rxesScan } from './scans';

describe('the profiles next to a map', () => {
  it('are closed and placed, which the document records, and shown in a tab', async () => {
    const model = new AnalysisModel({ compute: new FakeCompute(() => rxesScan()) });
    model.load(documentOf(['a.nxs']));
    const popped: string[] = [];
    const popover = new ProfilesPopover({
      model,
      guard: (_, work) => work(),
      anchor: document.body.appendChild(document.createElement('button')),
      popOut: kind => popped.push(kind)
    });
    Widget.attach(popover, document.body);
    MessageLoop.flush();
    const { node } = popover;
    await until(() => node.querySelector('select') !== null);
    const boxes = () => [...node.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
    boxes()[2].click();
    boxes()[0].click();
    expect(model.view.map.profiles).toEqual({ closed: ['CIE', 'line'] });
    choose(control<HTMLSelectElement>(node, 'Place'), 'below');
    expect(model.view.map.profiles).toEqual({ closed: ['CIE', 'line'], place: 'below' });
    const saved = readDocument(writeDocument(model.document));
    expect(saved.view.map.profiles).toEqual(model.view.map.profiles);
    await until(() => !boxes()[0].checked);
    boxes()[0].click();
    boxes()[2].click();
    choose(control<HTMLSelectElement>(node, 'Place'), '');
    expect(model.view.map).not.toHaveProperty('profiles');
    control(node, 'CIE, along ω or Δ: in a tab').click();
    expect([popped, popover.isDisposed]).toEqual([['CIE'], true]);
    model.dispose();
  });

  it('are copied as numbers, of every kind, as the steps return them', async () => {
    const model = new AnalysisModel({ compute: new FakeCompute(() => rxesScan()) });
    model.load(documentOf(['a.nxs']));
    await rest(model);
    const { incident, emission } = model.map ?? { incident: [], emission: [] };
    const place = (part: number) => ({
      incident: incident[Math.floor(part * (incident.length - 1))],
      emission: emission[Math.floor(part * (emission.length - 1))]
    });
    const middle = place(0.5);
    model.addCut({ type: 'CET', at: middle.incident - middle.emission, width: 2 });
    addLine(model, place(0), place(1), 2);
    await rest(model);
    const texts: unknown[] = [];
    const copied = jest
      .spyOn(Clipboard, 'copyToSystem')
      .mockImplementation(text => void texts.push(text));
    const popover = new ProfilesPopover({
      model,
      guard: (_, work) => work(),
      anchor: document.body.appendChild(document.createElement('button')),
      popOut: () => undefined
    });
    Widget.attach(popover, document.body);
    MessageLoop.flush();
    const cuts = [...model.cuts, ...model.lineCuts];
    expect(cuts.map(({ type }) => type).sort()).toEqual(['CEE', 'CET', 'CIE', 'line']);
    const copies = () => [...popover.node.querySelectorAll<HTMLElement>('[aria-label$=": copy"]')];
    await until(() => copies().length === cuts.length);
    for (const [i, { id, type }] of cuts.entries()) {
      const { items } = await model.result(model.profileRef(id) ?? { id });
      const { energy, intensity, sigma } = (items[0].value as SpectrumValue).spectrum;
      copies()[i].click();
      await until(() => texts.length === i + 1);
      const [head, ...rows] = (texts[i] as string).trimEnd().split('\n');
      expect(head.split('\t').slice(0, 3)).toEqual(['energy_eV', 'intensity', 'sigma']);
      const numbers = rows.map(row => row.split('\t').map(Number));
      const at = (name: string) => head.split('\t').indexOf(name);
      expect([type, numbers.length]).toEqual([type, energy.length]);
      expect(energy.length).toBeGreaterThan(1);
      expect(numbers.map(row => row[0])).toEqual([...energy]);
      expect(numbers.map(row => row[at('intensity')])).toEqual([...intensity]);
      expect(numbers.map(row => row[at('sigma')])).toEqual([...sigma]);
    }
    popover.dispose();
    model.dispose();
    copied.mockRestore();
  });

  it('without readable values are all listed', () => {
    const wrong = { closed: ['CET', 7], place: 'left' };
    const text = JSON.stringify({ ...documentOf([]), view: { map: { profiles: wrong } } });
    expect(readDocument(text).view.map).not.toHaveProperty('profiles');
  });
});

describe('plots in separate tabs', () => {
  it('close with their map, and are forgotten if they are closed before', () => {
    const popped = new PoppedProfiles();
    const plots = [1, 2].map(
      () =>
        new ProfilePlot('CIE', {
          diagnostics: new FakeDiagnostics(),
          path: () => 'a.nxs',
          onZoom: () => undefined,
          onRead: () => undefined
        })
    );
    plots.forEach(plot => popped.add(plot));
    plots[0].dispose();
    const seen: unknown[] = [];
    popped.forEach(plot => seen.push(plot));
    expect(seen).toEqual([plots[1]]);
    popped.dispose();
    popped.dispose();
    expect(plots[1].isDisposed).toBe(true);
  });
});
