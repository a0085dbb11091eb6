/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { emptyDocument } from '../../../src/analysis/document/index';
import { PlotHost } from '../../../src/plots';
import { XESError } from '../../../src/base/errors';
import { settle } from '../plots/fakeplotly';
import { defaultPreferences } from '../../../src/widgets/preferences';
import { rxesScan, viewerOf, xesScan } from './helpers';

jest.mock('plotly.js/lib/core', () => ({
  __esModule: true,
  default: { react: () => Promise.resolve(), purge: () => undefined }
}));

async function shown(...args: Parameters<typeof viewerOf>) {
  const parts = viewerOf(...args);
  Widget.attach(parts.viewer, document.body);
  parts.load();
  const rest = async () => {
    await parts.model.settled;
    await settle();
    MessageLoop.flush();
    await settle();
  };
  await settle();
  MessageLoop.flush();
  await settle();
  MessageLoop.flush();
  const has = (mark: string) =>
    parts.viewer.node.querySelector(`.jp-XESStage .${mark}, .jp-XESStage.${mark}`) !== null;
  const text = () => parts.viewer.node.textContent ?? '';
  const press = (label: string) => {
    const found = [...parts.viewer.node.querySelectorAll('button')].find(
      ({ textContent }) => textContent === label
    );
    if (!found) {
      throw new Error(`No button ${label}`);
    }
    found.click();
  };
  const end = () => {
    parts.viewer.dispose();
    parts.viewer.dispose();
    parts.model.dispose();
    expect(parts.diagnostics.reports).toEqual([]);
    expect(PlotHost.live).toBe(0);
    expect(parts.viewer.node.childElementCount).toBe(0);
  };
  return { ...parts, rest, has, text, press, end };
}

describe('XESViewer', () => {
  it('shows a map, and its name', async () => {
    const { viewer, has, end } = await shown({ 'a.nxs': rxesScan() });
    expect(has('jp-mod-map')).toBe(true);
    expect(viewer.node.querySelector('img')).toBeNull();
    expect(viewer.state()).toMatchObject({
      kind: 'RXES',
      channel: 'default',
      bytes: 2_000_000,
      axes: { incident: { min: 9658, max: 9660 }, emission: { min: 8630, max: 8632 } }
    });
    expect(JSON.parse(JSON.stringify(viewer.state()))).toEqual(viewer.state());
    end();
  });

  it('shows a spectrum without the controls of a map', async () => {
    const { viewer, has, end } = await shown({ 'a.nxs': xesScan() });
    const hidden = (label: string) =>
      [...viewer.node.querySelectorAll('button')].find(node => node.textContent === label)?.hidden;
    expect(has('jp-mod-map')).toBe(false);
    expect([hidden('+ Cut ▾'), hidden('Transfer')]).toEqual([true, false]);
    expect(viewer.node.querySelector<HTMLElement>('.jp-XESSegmented')?.hidden).toBe(true);
    expect(viewer.state().kind).toBe('XES');
    expect(viewer.can('exportData')).toBe(true);
    end();
  });

  it('adds the default cuts through the maximum to a map', async () => {
    const { viewer, model, rest, has, end } = await shown({ 'a.nxs': rxesScan() });
    await rest();
    expect(model.cuts.map(({ type, at }) => [type, at])).toEqual([
      ['CIE', 9660],
      ['CEE', 8632]
    ]);
    expect(viewer.state().cuts.map(({ points }) => points)).toEqual([2, 3]);
    expect([has('jp-mod-hasCIE'), has('jp-mod-hasCEE')]).toEqual([true, true]);
    end();
  });

  it('leaves a map without cuts if its cuts were removed', async () => {
    const { model, rest, has, end } = await shown({ 'a.nxs': rxesScan() });
    await rest();
    model.cuts.forEach(({ id }) => model.removeCut(id));
    await rest();
    model.reload('s1');
    await rest();
    expect([model.map === null, model.cuts]).toEqual([false, []]);
    expect(has('jp-mod-hasCIE')).toBe(false);
    end();
  });

  it('moves by Tab from the list over the controls and the plots to the inspector', async () => {
    const { viewer, end } = await shown({ 'a.nxs': rxesScan() });
    viewer.fillPanels();
    const places = [
      'jp-XESList',
      'jp-XESViewer-controls',
      'jp-XESMap',
      'jp-XESStatus',
      'jp-XESInspector'
    ].map(name => viewer.node.querySelector(`.${name}`));
    expect(places).not.toContain(null);
    const isBefore = (one: Element | null, other: Element | null) =>
      one && other && one.compareDocumentPosition(other) === Node.DOCUMENT_POSITION_FOLLOWING;
    expect(places.slice(1).map((place, i) => isBefore(places[i], place))).toEqual(
      places.slice(1).map(() => true)
    );
    end();
  });

  it('adds cuts by its menu, in the preferred width', async () => {
    const preferences = () => ({ ...defaultPreferences, cutSteps: 3 });
    const { viewer, model, press, rest, end } = await shown(
      { 'a.nxs': rxesScan() },
      { preferences }
    );
    for (const downs of [0, 1, 2]) {
      press('+ Cut ▾');
      await rest();
      for (let i = 0; i < downs; i++) {
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })
        );
      }
      (document.activeElement as HTMLElement).click();
      await rest();
      expect(document.querySelector('.jp-XESCutMenu')).toBeNull();
      expect(document.activeElement?.textContent).toBe('+ Cut ▾');
    }
    expect(model.cuts.slice(2).map(({ type, width }) => [type, width])).toEqual([
      ['CIE', 3],
      ['CEE', 6],
      ['CET', 6]
    ]);
    viewer.addCut('line'); // which is drawn by hand
    expect(model.lineCuts).toEqual([]);
    end();
  });

  it('draws a map over ω or Δ, according to its buttons', async () => {
    const { viewer, model, press, rest, end } = await shown({ 'a.nxs': rxesScan() });
    const pressed = () =>
      [...viewer.node.querySelectorAll('.jp-XESSegmented button')].map(node =>
        node.getAttribute('aria-pressed')
      );
    expect(pressed()).toEqual(['true', 'false']);
    press('Transfer');
    await rest();
    expect([model.view.map.view, pressed()]).toEqual(['transfer', ['false', 'true']]);
    expect(model.history.undo).toBe(0); // part of the view, not an edit
    press('Incident');
    await rest();
    expect([model.view.map.view, pressed()]).toEqual(['incident', ['true', 'false']]);
    end();
  });

  it('shows the profile of the newest cut, or of the one the user chose', async () => {
    const { viewer, model, rest, has, end } = await shown({ 'a.nxs': rxesScan() });
    const hasProfile = () => [has('jp-mod-hasCIE'), has('jp-mod-hasCEE')];
    await rest();
    model.cuts.forEach(({ id }) => model.removeCut(id));
    await rest();
    expect(hasProfile()).toEqual([false, false]);
    viewer.addCut('CIE');
    await rest();
    expect(hasProfile()).toEqual([true, false]);
    const [{ id }] = model.cuts;
    model.setCut(id, { at: 9000, width: 0 });
    await rest();
    expect(hasProfile()).toEqual([true, false]); // an empty cut retains its position
    await expect(model.curve(id)).rejects.toThrow('No measured point');
    model.removeCut(id);
    await rest();
    expect(hasProfile()).toEqual([false, false]);
    end();
  });

  it('notifies when the available actions change, and only then', async () => {
    const { viewer, model, rest, end } = await shown({ 'a.nxs': rxesScan() });
    await rest();
    let notified = 0;
    viewer.actionsChanged.connect(() => notified++);
    expect([viewer.can('resetZoom'), viewer.can('saveFigure'), viewer.can('addScans')]).toEqual([
      false,
      true,
      false
    ]);
    model.setView({ zoom: { incident: [9658, 9659], emission: [8630, 8631] } });
    await rest();
    expect([viewer.can('resetZoom'), notified]).toEqual([true, 1]);
    model.setView({ colorMap: 'magma' });
    await rest();
    expect(notified).toBe(1);
    viewer.addCut('CIE');
    await rest();
    expect([viewer.can('undo'), viewer.can('redo'), notified]).toEqual([true, false, 2]);
    viewer.resetZoom();
    await rest();
    expect([viewer.can('resetZoom'), notified]).toEqual([false, 3]);
    end();
    expect(viewer.can('saveFigure')).toBe(false);
  });

  it('offers the channels if there are two', async () => {
    const { viewer, model, end } = await shown({ 'a.nxs': rxesScan(['upper', 'lower']) });
    const select = viewer.node.querySelector('select') as HTMLSelectElement;
    expect([...select.options].map(({ value }) => value)).toEqual(['upper', 'lower']);
    select.value = 'lower';
    select.dispatchEvent(new Event('change'));
    await settle();
    expect(model.channel?.name).toBe('lower');
    end();
  });

  it('explains what is wrong with a scan, and rereads it on request', async () => {
    const scans: Parameters<typeof viewerOf>[0] = {
      'a.nxs': new XESError('file/empty', 'The file is empty.')
    };
    const { viewer, text, press, rest, has, end } = await shown(scans);
    expect(text()).toContain('The file is empty.');
    expect(text()).toContain('file/empty');
    expect(viewer.node.querySelector('[role=alert]')).not.toBeNull();
    scans['a.nxs'] = rxesScan();
    press('Reload');
    await rest();
    expect(viewer.node.querySelector('[role=alert]')).toBeNull();
    expect(has('jp-mod-map')).toBe(true);
    end();
  });

  it('invites to add scans to an empty analysis', async () => {
    let requested = 0;
    const scans = { 'd/a.nxs': rxesScan(), 'd/b.nxs': xesScan() };
    const { model, viewer, text, press, rest, load, end } = await shown(scans, {
      onAddScans: () => requested++
    });
    model.setActive('s2');
    await rest();
    expect(viewer.state().kind).toBe('XES');
    load([]);
    await rest();
    expect(text()).toContain('Drop scans here');
    expect(viewer.can('addScans')).toBe(true);
    press('Add scans…');
    expect(requested).toBe(1);
    expect(model.scans).toEqual([]);
    end();
  });

  it('explains in an empty analysis what to do, and offers a demonstration scan if possible', async () => {
    const requested: string[] = [];
    const beginnings = {
      addDemonstration: () => requested.push('scan'),
      openExamples: () => requested.push('notebooks')
    };
    const { text, press, rest, load, end } = await shown(
      { 'd/a.nxs': rxesScan() },
      { onAddScans: () => undefined, beginnings }
    );
    load([]);
    await rest();
    expect(text()).toContain('Next steps');
    expect(text()).toContain('Help → X-ray Emission Help');
    press('Try a demonstration scan');
    press('Example notebooks');
    expect(requested).toEqual(['scan', 'notebooks']);
    end();
    const without = await shown({ 'd/a.nxs': rxesScan() }, { onAddScans: () => undefined });
    without.load([]);
    await without.rest();
    expect(without.text()).toContain('Drop scans here');
    expect(without.text()).not.toContain('demonstration');
    expect(without.text()).not.toContain('notebooks');
    without.end();
  });

  it('invites to nothing before the document is there, for what is added then is lost', async () => {
    const { viewer, model } = viewerOf({}, { onAddScans: () => undefined });
    Widget.attach(viewer, document.body);
    MessageLoop.flush();
    expect(viewer.node.textContent).not.toContain('Drop scans here');
    expect(viewer.can('addScans')).toBe(false);
    model.load(emptyDocument());
    expect(viewer.can('addScans')).toBe(true);
    await settle();
    MessageLoop.flush();
    expect(viewer.node.textContent).toContain('Drop scans here');
    viewer.dispose();
    model.dispose();
    model.addScans(['a.nxs']);
    expect(model.document.scans).toEqual([]);
  });

  it('is silent about a single scan that is about to be read', async () => {
    const { text, load, rest, end } = await shown({ 'a.nxs': rxesScan() });
    load([]);
    await rest();
    expect(text()).not.toContain('Drop scans');
    end();
  });

  it('cancels a long read; its button stays while bytes arrive', async () => {
    const never = new Promise<never>(() => undefined);
    const { viewer, model, end } = await shown({ 'a.nxs': never });
    const cancel = [...viewer.node.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Cancel'
    );
    expect(cancel?.isConnected).toBe(true);
    viewer.update();
    MessageLoop.flush();
    expect(cancel?.isConnected).toBe(true);
    const cancelled = jest.spyOn(model, 'cancel');
    cancel?.click();
    expect(cancelled).toHaveBeenCalledWith('s1');
    end();
  });

  it('ends quietly in the middle of everything', async () => {
    const { viewer, model, end } = await shown({ 'a.nxs': rxesScan() });
    viewer.addCut('CIE');
    model.setView({ scale: 'log' });
    viewer.update();
    end();
    viewer.update();
    MessageLoop.flush();
    viewer.addCut('CIE');
    viewer.resetZoom();
    await viewer.saveFigure();
    expect(viewer.state().scans).toEqual([]);
  });

  it('references no data once closed, for older JupyterLabs retain it', async () => {
    const { viewer, model, end } = await shown({ 'a.nxs': rxesScan() });
    viewer.fillPanels();
    await model.settled;
    const { map } = model;
    expect(map).not.toBeNull();
    end();
    const seen = new Set<unknown>();
    const leadsTo = (from: unknown, target: unknown): boolean => {
      if (from === target) {
        return true;
      }
      const isOurs = typeof from === 'object' && from !== null && !(from instanceof Node);
      if (!isOurs || seen.has(from)) {
        return false;
      }
      seen.add(from);
      return Reflect.ownKeys(from).some(key => leadsTo(Reflect.get(from, key), target));
    };
    expect(leadsTo(viewer, model)).toBe(false);
    seen.clear();
    expect(leadsTo(viewer, map)).toBe(false);
    seen.clear();
    expect(leadsTo({ viewer: [viewer] }, viewer)).toBe(true);
  });
});
