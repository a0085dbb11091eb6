/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { XESError } from '../../../src/base/errors';
import { defaultAxesView } from '../../../src/analysis/document';
import { spectraFigure } from '../../../src/figures/curves/spectrafigure';
import { lightTheme } from '../../../src/figures/theme';
import type { IPlacedPlots } from '../../../src/figures/paper/reflow';
import { PaperPopover } from '../../../src/widgets/paper/paperpopover';
import type { IFigureFolder, PaperPurpose } from '../../../src/widgets/paper/types';
import { until } from '../compute/support';
import { modelOf } from '../model/support';
import { curveOf } from '../plots/drawn';

const energy = Float64Array.of(1, 2, 3);
const curve = (label: string) =>
  curveOf(
    label,
    { axis: 'emission', energy, intensity: energy, sigma: energy.map(() => NaN) },
    { label }
  );
const page = (...labels: string[]): IPlacedPlots => ({
  plots: [
    {
      place: { x: 0, y: 0, width: 1, height: 1 },
      figure: () => spectraFigure(labels.map(curve), defaultAxesView, lightTheme)
    }
  ],
  ratio: 1
});
const cancelled = () => new XESError('worker/cancelled', 'A newer one was asked for.');

interface ISaveRequest {
  purpose: PaperPurpose;
  give: (plots: IPlacedPlots) => void;
  fail: (error: Error) => void;
}

describe('the dialog of a figure for a paper', () => {
  beforeEach(() => {
    localStorage.clear();
    Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
  });

  /** What the dialog reports as saved; it stays open for the next format. */
  const savedAs = (popover: PaperPopover) => {
    const notes = [...popover.node.querySelectorAll('[role=status] p')];
    const saved = notes.flatMap(
      ({ textContent }) =>
        /^(?:Saved next to the document: (.+)\.|(.+) is in the browser’s downloads\.)$/.exec(
          textContent ?? ''
        ) ?? []
    );
    return saved[1] ?? saved[2];
  };

  /** The dialog, with the first preview requested. */
  async function opened(format = 'svg', folder?: IFigureFolder) {
    localStorage.setItem('jupyterlab-xes:figure', JSON.stringify({ format }));
    const { model } = await modelOf(['a.nxs']);
    const requests: ISaveRequest[] = [];
    const failures: unknown[] = [];
    const saved: string[] = [];
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement
    ) {
      saved.push(this.download);
    });
    const popover = new PaperPopover({
      model,
      guard: (_, work) => void work(),
      anchor: document.body.appendChild(document.createElement('button')),
      path: () => 'a.xes.json',
      name: () => 'a',
      plots: (_, purpose) =>
        new Promise((give, fail) => {
          requests.push({ purpose, give, fail });
        }),
      ...(folder ? { folder } : {}),
      onFailure: error => failures.push(error)
    });
    Widget.attach(popover, document.body);
    MessageLoop.flush();
    await until(() => popover.node.querySelector('button') !== null);
    const statusText = () => popover.node.querySelector('[role=status]')?.textContent;
    const save = () => popover.node.querySelector('button')?.click();
    const end = () => {
      popover.dispose();
      model.dispose();
      document.body.replaceChildren();
      jest.restoreAllMocks();
    };
    return { requests, failures, saved, popover, statusText, save, end };
  }

  it('saves a file, even if the preview fails, from separate pictures', async () => {
    const { requests, failures, saved, popover, save, end } = await opened();
    save();
    expect(requests.map(({ purpose }) => purpose)).toEqual(['preview', 'file']);
    requests[0].fail(cancelled());
    requests[1].give(page('one'));
    await until(() => savedAs(popover) === 'a.svg');
    expect(saved).toEqual(['a.svg']);
    expect(failures).toHaveLength(1); // of the preview
    end();
  });

  it('reports next to the preview that a file could not be created, until the next attempt', async () => {
    const { requests, failures, saved, popover, statusText, save, end } = await opened();
    requests[0].give(page('one'));
    await until(() => popover.node.querySelector('img') !== null && statusText() === '');
    save();
    await until(() => statusText() === 'Creating the file…');
    requests[1].fail(cancelled());
    await until(() => statusText() === 'The file could not be created: try again.');
    expect([failures.length, popover.node.querySelector('img')]).toEqual([1, expect.anything()]);
    save();
    await until(() => statusText() === 'Creating the file…');
    requests[2].give(page('one'));
    await until(() => savedAs(popover) === 'a.svg');
    expect(saved).toEqual(['a.svg']);
    end();
  });

  it('reports nothing about a file that a newer one replaced, which is saved once', async () => {
    const { requests, failures, saved, popover, statusText, save, end } = await opened();
    requests[0].give(page('one'));
    await until(() => statusText() === '');
    save();
    save();
    requests[1].fail(cancelled());
    requests[2].give(page('one'));
    await until(() => savedAs(popover) === 'a.svg');
    expect([saved, failures]).toEqual([['a.svg'], []]);
    end();
  });

  it('reports which letters are boxes in its format', async () => {
    const { requests, statusText, end } = await opened('pdf');
    requests[0].give(page('中', 'two'));
    await until(() => statusText()?.includes('as boxes: 中') === true);
    end();
  });

  it('refuses an invalid number: it states the valid ones', async () => {
    const { requests, saved, popover, statusText, save, end } = await opened('png');
    requests[0].give(page('one'));
    await until(() => statusText() === '');
    const type = (label: string, text: string) => {
      const labels = [...popover.node.querySelectorAll('label')];
      const input = labels.find(node => node.textContent === label)?.querySelector('input');
      expect(input).toBeTruthy();
      // React sees typing only through the setter of the prototype
      const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
      set?.call(input, text);
      input?.dispatchEvent(new Event('input', { bubbles: true }));
      return input;
    };
    const refusals = () =>
      [...popover.node.querySelectorAll('[role=alert]')].map(node => node.textContent);
    const button = popover.node.querySelector('button');
    const wrong = [
      ['Pixels per inch', '99999', 'Pixels per inch: 30 to 1200.'],
      ['Width, cm', '500', 'Width, cm: 2 to 100.'],
      ['Width, cm', '1', 'Width, cm: 2 to 100.'],
      ['Width, cm', 'abc', 'Width, cm: 2 to 100.'],
      ['Height, cm', '0', 'Height, cm: 2 to 100, or empty.'],
      ['Text size, pt', '-3', 'Text size, pt: 4 to 40.']
    ];
    for (const [label, text, refusal] of wrong) {
      const input = type(label, text);
      await until(() => refusals().length > 0);
      expect([refusals(), button?.disabled]).toEqual([[refusal], true]);
      expect(input?.getAttribute('aria-invalid')).toBe('true');
      save();
      type(label, label === 'Pixels per inch' ? '100' : '10');
      await until(() => refusals().length === 0);
      expect(button?.disabled).toBe(false);
    }
    expect(requests.every(({ purpose }) => purpose === 'preview')).toBe(true);
    expect(saved).toEqual([]);
    expect(JSON.parse(localStorage.getItem('jupyterlab-xes:figure') ?? '')).toMatchObject({
      width: 10,
      height: 10,
      dpi: 100,
      fontSize: 10
    });
    end();
  });

  it('shows the name of the file, safe for every disk, and another if it is changed', async () => {
    const { requests, saved, popover, save, end } = await opened('svg');
    const [input] = popover.node.querySelectorAll<HTMLInputElement>('input[type=text]');
    const file = () => popover.node.querySelector('output')?.textContent;
    expect([input.value, file()]).toEqual(['a', 'a.svg']);
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
    set?.call(input, 'ünï😀 [1]*');
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await until(() => file() === 'ünï-1.svg');
    save();
    requests[1].give(page('one'));
    await until(() => savedAs(popover) === 'ünï-1.svg');
    expect(saved).toEqual(['ünï-1.svg']);
    end();
  });

  /** A folder, and the files written there; `refuses` is the reason why nothing can be. */
  function folderOf(isWritable: boolean, refuses: XESError | null = null) {
    const written: string[] = [];
    const folder: IFigureFolder = {
      look: () => Promise.resolve({ name: 'd', isWritable }),
      write: ({ name, bytes }) => {
        expect(new TextDecoder().decode(bytes)).toMatch(/^<svg /);
        return refuses
          ? Promise.reject(refuses)
          : Promise.resolve(`d/${written.push(name) && name}`);
      }
    };
    return { folder, written };
  }

  it('writes a file next to the document, unless a download is chosen', async () => {
    const { folder, written } = folderOf(true);
    const { requests, saved, popover, save, end } = await opened('svg', folder);
    save();
    requests[1].give(page('one'));
    await until(() => savedAs(popover) === 'a.svg');
    expect([written, saved]).toEqual([['a.svg'], []]);
    end();
  });

  it('reports a read-only folder, and downloads', async () => {
    const { folder, written } = folderOf(false);
    const { requests, saved, popover, statusText, save, end } = await opened('svg', folder);
    requests[0].give(page('one'));
    await until(() => statusText()?.includes('d is read-only') === true);
    save();
    requests[1].give(page('one'));
    await until(() => savedAs(popover) === 'a.svg');
    expect([written, saved]).toEqual([[], ['a.svg']]);
    end();
  });

  it('explains why a file could not be written, and downloads the next', async () => {
    const refusal = new XESError('file/write-failed', 'a.svg could not be written.');
    const { folder } = folderOf(true, refusal);
    const { requests, failures, saved, popover, statusText, save, end } = await opened(
      'svg',
      folder
    );
    requests[0].give(page('one'));
    await until(() => statusText() === '');
    save();
    requests[1].give(page('one'));
    await until(() => statusText() === 'a.svg could not be written.');
    expect(popover.node.querySelectorAll('select')[2].value).toBe('download');
    save();
    requests[2].give(page('one'));
    await until(() => savedAs(popover) === 'a.svg');
    expect([saved, failures]).toEqual([['a.svg'], []]);
    end();
  });
});
