/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { XESError } from '../../../src/base/errors';
import { contourLines, type ContourLines } from '../../../src/figures';
import { AnalysisModel } from '../../../src/model';
import { ContoursPopover } from '../../../src/widgets/contours/contourspopover';
import { usualContours } from '../../../src/widgets/contours/usual';
import { levelsIn } from '../../../src/widgets/contours/levelsin';
import { choiceOf, MapContours } from '../../../src/widgets/mapcontours';
import { until } from '../compute/support';
import { FakeCompute } from '../model/fakecompute';
import { documentOf } from '../model/support';
import { makeMap } from '../plots/maps';
import { control, type } from './inspectorhelpers';
import { rxesScan } from './scans';

describe('levels in a text', () => {
  it('are numbers, ascending, each once; anything else is refused', () => {
    expect(levelsIn(' 0.3, 0.1;2e-2 0.1 ')).toEqual([0.02, 0.1, 0.3]);
    expect(levelsIn('')).toEqual([]);
    for (const wrong of ['0.1 x', 'NaN', '1,Infinity', Array(101).fill('1').join(' ')]) {
      expect(levelsIn(wrong)).toBeNull();
    }
  });
});

describe('contours as they are first drawn', () => {
  it('are in equal ratios if colours are logarithmic, else in equal steps', () => {
    const scales = (['linear', 'log', 'symlog'] as const).map(
      scale => usualContours({ scale }).scale
    );
    expect(scales).toEqual(['linear', 'log', 'linear']);
  });
});

describe('the form of contours', () => {
  function opened() {
    const model = new AnalysisModel({ compute: new FakeCompute(() => rxesScan()) });
    model.load(documentOf(['a.nxs']));
    model.setView({
      contours: { count: 5, scale: 'linear', labels: false, filled: false }
    });
    const refusals: unknown[] = [];
    const guard = (_: string, work: () => unknown) => {
      try {
        work();
      } catch (reason) {
        refusals.push(reason);
      }
    };
    const anchor = document.body.appendChild(document.createElement('button'));
    const popover = new ContoursPopover({ model, guard, anchor });
    Widget.attach(popover, document.body);
    MessageLoop.flush();
    const end = () => {
      popover.dispose();
      model.dispose();
      document.body.replaceChildren();
      expect(refusals).toEqual([]);
    };
    return { model, popover, node: popover.node, end };
  }
  const contours = ({ view }: AnalysisModel) => view.map.contours;

  it('changes each part, and refuses invalid values', async () => {
    const { model, node, end } = opened();
    await until(() => node.querySelector('select') !== null);
    type(control(node, 'Lines'), '12');
    expect(contours(model)).toMatchObject({ count: 12 });
    type(control(node, 'Lines'), '12.5');
    expect(contours(model)).toMatchObject({ count: 12 });
    type(control(node, 'Levels'), '3 1');
    expect(contours(model)).toMatchObject({ count: 12, levels: [1, 3] });
    type(control(node, 'Levels'), '3 1 x');
    expect(contours(model)).toMatchObject({ levels: [1, 3] });
    expect(control(node, 'Levels').getAttribute('aria-invalid')).toBe('true');
    type(control(node, 'Levels'), '');
    expect(contours(model)).not.toHaveProperty('levels');
    type(control(node, 'Width (px)'), '2.5');
    type(control(node, 'Colour of the contours'), '#ff0000');
    expect(contours(model)).toMatchObject({ width: 2.5, color: '#ff0000' });
    const names = [
      'Intensities on the lines',
      'One colour between lines',
      'Centres of closed lines'
    ];
    names.forEach(name => {
      const label = [...node.querySelectorAll('label')].find(entry => entry.textContent === name);
      label?.querySelector('input')?.click();
    });
    expect(contours(model)).toMatchObject({ labels: true, filled: true, centres: true });
    await until(() => node.textContent?.includes('White with an outline') ?? false);
    control(node, 'White with an outline').click();
    expect(contours(model)).not.toHaveProperty('color');
    control(node, 'Draw none').click();
    expect(contours(model)).toBeNull();
    end();
  });
});

describe('the contours of the shown map', () => {
  const square = [0, 1, 2, 3];
  const lines = contourLines(
    makeMap(square, square, i => i),
    { count: 2, scale: 'linear' }
  );
  const view = { count: 2, scale: 'linear', labels: false, filled: false } as const;

  function setUp() {
    const requests: [string, unknown, (lines: ContourLines) => void, (error: unknown) => void][] =
      [];
    const found: unknown[] = [];
    const contours = new MapContours({
      find: (key, choice) =>
        new Promise((resolve, reject) => requests.push([key, choice, resolve, reject])),
      onFound: failure => found.push(failure)
    });
    return { requests, found, contours };
  }
  const settle = () => new Promise(resolve => setTimeout(resolve));

  it('are requested once, again for another map or choice, and the latest are drawn', async () => {
    const { requests, found, contours } = setUp();
    contours.show('a', view);
    contours.show('a', { ...view, labels: true, width: 3 });
    expect(requests).toHaveLength(1);
    expect(requests[0].slice(0, 2)).toEqual(['a', choiceOf(view)]);
    contours.show('b', view);
    requests[1][2](lines);
    await settle();
    expect([found, contours.bytes > 0]).toEqual([[null], true]);
    requests[0][2]({ ...lines, levels: [] });
    await settle();
    expect(found).toHaveLength(1); // the previous map
    contours.show('b', { ...view, levels: [1] });
    expect(requests[2][1]).toEqual({ count: 2, scale: 'linear', levels: [1] });
    contours.show('b', null);
    expect(contours.bytes).toBe(0);
    contours.dispose();
  });

  it('of another map are none until they are found', async () => {
    const { requests, contours } = setUp();
    contours.show('a', view);
    requests[0][2](lines);
    await settle();
    contours.show('b', view); // the same scan after a change
    expect(contours.bytes).toBeGreaterThan(0);
    contours.show('c', view, true);
    expect(contours.bytes).toBe(0);
    contours.dispose();
  });

  it('that were cancelled are requested again; those that can’t be drawn are not', async () => {
    const { requests, found, contours } = setUp();
    contours.show('a', view);
    requests[0][3](new XESError('worker/cancelled', ''));
    await settle();
    contours.show('a', view);
    expect(requests).toHaveLength(2);
    const tooMany = new XESError('contours/too-many', 'too many');
    requests[1][3](tooMany);
    await settle();
    contours.show('a', view);
    expect([requests.length, found]).toEqual([2, [tooMany]]);
    contours.dispose();
    contours.dispose();
  });
});
