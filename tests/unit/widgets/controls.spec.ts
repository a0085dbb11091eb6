/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { settle } from '../plots/fakeplotly';
import { StatusLine } from '../../../src/widgets/statusline';
import { rxesScan, viewerOf } from './helpers';

/** The controls of a viewer that is not attached: intensities are 1 to 6. */
async function controls(paths = ['a.nxs']) {
  const scans = Object.fromEntries(paths.map(path => [path, rxesScan()]));
  const parts = viewerOf(scans, { onAddScans: () => undefined });
  parts.load();
  const follow = async () => {
    await parts.model.settled;
    for (let i = 0; i < 3; i++) {
      await settle();
      MessageLoop.flush();
    }
  };
  await follow();
  const control = (label: string) => {
    const found = [...parts.viewer.node.querySelectorAll('label')].find(
      node => node.firstChild?.textContent === label
    );
    return found?.querySelector('select, input') as HTMLInputElement | HTMLSelectElement;
  };
  const set = async (label: string, value: string) => {
    control(label).value = value;
    control(label).dispatchEvent(new Event('change'));
    await follow();
  };
  const limits = () => [control('from').value, control('to').value];
  const end = () => {
    parts.viewer.dispose();
    parts.model.dispose();
    expect(parts.diagnostics.reports).toEqual([]);
  };
  return { ...parts, control, set, limits, follow, end };
}

describe('contours that are switched on', () => {
  it('follow the scale of the colours the first time, and then retain their last settings', async () => {
    const { viewer, model, follow, end } = await controls();
    const contours = () => model.view.map.contours;
    const toggle = async () => {
      const box = viewer.node.querySelector<HTMLInputElement>('[aria-label="Contours"]');
      Object.assign(box ?? {}, { checked: contours() === null });
      box?.dispatchEvent(new Event('change'));
      await follow();
    };
    model.setView({ scale: 'log' });
    await follow();
    await toggle();
    expect(contours()).toMatchObject({ count: 8, scale: 'log' });
    model.setView({ contours: { count: 3, scale: 'linear', labels: true, filled: false } });
    await follow();
    await toggle();
    expect(contours()).toBeNull();
    await toggle();
    expect(contours()).toMatchObject({ count: 3, scale: 'linear', labels: true });
    end();
  });
});

describe('the limits of the colours', () => {
  it('are the extent at first', async () => {
    const { control, limits, end } = await controls();
    expect(control('Limits').value).toBe('extent');
    expect(limits()).toEqual(['1', '6']);
    end();
  });

  it('may be percentiles', async () => {
    const { model, set, limits, end } = await controls();
    await set('Limits', 'percentile');
    expect([model.view.map.limits, model.view.map.percentile]).toEqual([null, [1, 99]]);
    expect(limits()).toEqual(['1.05', '5.95']);
    await set('Limits', 'extent');
    expect(model.view.map.percentile).toBeNull();
    end();
  });

  it('are pinned by typing one, and survive a change of scan and of scale', async () => {
    const { model, control, set, follow, end } = await controls(['a.nxs', 'b.nxs']);
    await set('from', '2');
    expect(model.view.map.limits).toEqual([2, 6]);
    expect(control('Limits').value).toBe('pinned');
    model.setActive('s2');
    await follow();
    expect([model.active?.id, model.view.map.limits]).toEqual(['s2', [2, 6]]);
    await set('Scale', 'symlog');
    expect([model.view.map.scale, model.view.map.limits]).toEqual(['symlog', [2, 6]]);
    await set('Limits', 'extent');
    expect(model.view.map.limits).toBeNull();
    end();
  });

  it('are written with a power of ten if zeros would hide their digits', async () => {
    const { model, limits, follow, end } = await controls();
    model.setView({ limits: [0.000003334567, 0.0168543] });
    await follow();
    expect(limits()).toEqual(['3.335e-6', '0.01685']);
    model.setView({ limits: [0, 0.001] });
    await follow();
    expect(limits()).toEqual(['0', '0.001']);
    model.setView({ limits: [-0.00025, 12345.6] });
    await follow();
    expect(limits()).toEqual(['-2.5e-4', '12350']);
    end();
  });

  it('typing one leaves the other exactly unchanged', async () => {
    const { model, set, limits, end } = await controls();
    model.setView({ limits: [1.23456789, 5.98765432] });
    await set('from', '2.000001');
    expect(model.view.map.limits).toEqual([2.000001, 5.98765432]);
    expect(limits()).toEqual(['2.000001', '5.988']);
    await set('to', '4');
    expect(model.view.map.limits).toEqual([2.000001, 4]);
    end();
  });

  it('are pinned unchanged by the choice', async () => {
    const { model, set, end } = await controls();
    await set('Limits', 'pinned');
    expect(model.view.map.limits).toEqual([1, 6]);
    end();
  });

  it('refuse an invalid range, and zero if the scale has none', async () => {
    const { model, set, limits, end } = await controls();
    await set('from', '7');
    await set('to', '');
    await set('Scale', 'log');
    await set('from', '0');
    expect(model.view.map.limits).toBeNull();
    expect(limits()).toEqual(['1', '6']);
    end();
  });

  it('report why one was refused, until the next action', async () => {
    const { viewer, set, end } = await controls();
    const problem = () => viewer.node.querySelector('.jp-XESLimits-problem')?.textContent ?? '';
    expect(problem()).toBe('');
    await set('from', '7');
    expect(problem()).toBe('From 7 to 6 is not a range: the first limit must be below the second.');
    await set('from', '2');
    expect(problem()).toBe('');
    await set('to', '');
    expect(problem()).toBe('A limit must be a number.');
    await set('Scale', 'log');
    expect(problem()).toBe('');
    await set('from', '0');
    expect(problem()).toBe('On the logarithmic scale, limits must be above 0.');
    end();
  });
});

describe('the readout', () => {
  it('shows what is under the pointer, and nothing once it left', async () => {
    const { model, end } = await controls();
    const status = new StatusLine(model, () => undefined);
    status.show({ incident: 0, emission: 0 });
    status.show({ incident: 2, emission: 1 });
    await settle();
    expect(status.node.textContent).toContain('Ω 9660.00  ω 8632.00  Δ 1028.00 eV  I 6.000 ± 0.77');
    expect(status.node.textContent).toContain('60 counts');
    status.show({ incident: 0, emission: 0 });
    status.show(null);
    await settle();
    expect(status.node.textContent).toBe('');
    status.show({ incident: 0, emission: 0 });
    status.dispose();
    status.show({ incident: 2, emission: 1 });
    await settle();
    expect(status.node.textContent).toBe('');
    end();
  });
});

describe('the colours of a map', () => {
  it('are chosen by name, and stay reversed with another', async () => {
    const { model, viewer, control, set, follow, end } = await controls();
    const reverse = viewer.node.querySelector<HTMLElement>('[aria-label="Reverse the colour map"]');
    await set('Colours', 'magma');
    reverse?.click();
    await follow();
    expect(model.view.map.colorMap).toBe('magma_r');
    expect([control('Colours').value, reverse?.getAttribute('aria-pressed')]).toEqual([
      'magma',
      'true'
    ]);
    await set('Colours', 'vik');
    expect(model.view.map.colorMap).toBe('vik_r');
    reverse?.click();
    await follow();
    expect(model.view.map.colorMap).toBe('vik');
    end();
  });
});

describe('a refused choice', () => {
  it.each([
    ['Colours', 'gray'],
    ['Scale', 'log'],
    ['Limits', 'percentile']
  ])('leaves the control as in the document: %s', async (label, value) => {
    const { model, control, set, diagnostics, end } = await controls();
    const before = control(label).value;
    const setView = jest.spyOn(model, 'setView').mockImplementation(() => {
      throw new Error('planted');
    });
    await set(label, value);
    expect(setView).toHaveBeenCalled();
    expect(diagnostics.reports.splice(0)).toHaveLength(1);
    expect(control(label).value).toBe(before);
    setView.mockRestore();
    await set(label, value);
    expect(control(label).value).toBe(value);
    end();
  });
});
