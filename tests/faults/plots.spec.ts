import { expect, test } from '@playwright/test';
import { map, useFaults } from './support/faults.js';
import { open, toast, tokens, type IScope } from './support/scope.js';

const f = useFaults();
const failureMessage = /failed\. Your work is kept; the report says why\./;

test.beforeEach(async () => {
  await open(f.page, map);
  await expect(f.page.locator('.jp-XESCut')).toHaveCount(2);
});

/** Send an event to the first node of a selector; reading these properties of it throws. */
function poison(
  selector: string,
  type: string,
  message: string,
  properties: string[]
): Promise<void> {
  return f.page.evaluate(
    ([where, name, words, properties]) => {
      const node = document.querySelector(where);
      if (!node) {
        throw new Error(`no ${where}`);
      }
      const event = name.startsWith('key')
        ? new KeyboardEvent(name, { bubbles: true, key: 'ArrowLeft' })
        : new PointerEvent(name, { bubbles: true, pointerId: 1, isPrimary: true });
      for (const property of properties) {
        Object.defineProperty(event, property, {
          get() {
            throw new Error(words);
          }
        });
      }
      node.dispatchEvent(event);
    },
    [selector, type, message, properties] as const
  );
}

for (const name of ['plotly_relayout', 'plotly_doubleclick', 'plotly_hover', 'plotly_afterplot']) {
  test(`${name} with a payload that throws`, async () => {
    await f.page.evaluate(event => {
      const node = document.querySelector('.jp-XESMap .jp-XESPlot') as unknown as {
        emit(name: string, payload: object): void;
      };
      const get = () => {
        throw new Error(`planted in ${event}`);
      };
      node.emit(event, new Proxy({}, { get, ownKeys: get, has: get }));
    }, name);
    if (name === 'plotly_relayout') {
      await f.expectReported('planted in plotly_relayout', /Zooming failed/);
    } else {
      // their payloads are not used
      expect(f.reports()).toEqual([]);
    }
    expect(f.pageErrors).toEqual([]);
  });
}

test('plotly_doubleclick while the model throws', async () => {
  await f.page.evaluate(() => {
    const { currentWidget } = (window as unknown as IScope).jupyterapp.shell;
    const { model } = currentWidget as unknown as { model: { setView: unknown } };
    model.setView = () => {
      throw new Error('planted in the double click');
    };
    const node = document.querySelector('.jp-XESMap .jp-XESPlot') as unknown as {
      emit(name: string): void;
    };
    node.emit('plotly_doubleclick');
  });
  await f.expectReported('planted in the double click', /Zooming failed/);
});

for (const [what, selector, type, properties] of [
  ['a pointer over the map', '.jp-XESMap', 'pointermove', ['clientX']],
  ['a press on a cut', '.jp-XESCut-grip', 'pointerdown', ['clientX']],
  ['a press that can not be captured', '.jp-XESCut-grip', 'pointerdown', ['pointerId']],
  ['a key on a cut', '.jp-XESCut', 'keydown', ['key']],
  ['a double click on a cut', '.jp-XESCut-grip', 'dblclick', ['preventDefault']]
] as const) {
  test(`${what}, whose event throws`, async () => {
    const words = `planted in ${what}`;
    await poison(selector, type, words, [...properties]);
    await f.expectReported(words, failureMessage);
  });
}

test('a drag of a cut while the model throws', async () => {
  await f.page.evaluate(() => {
    const { currentWidget } = (window as unknown as IScope).jupyterapp.shell;
    const { model } = currentWidget as unknown as { model: { setCut: unknown } };
    model.setCut = () => {
      throw new Error('planted in a drag');
    };
  });
  await f.page.locator('.jp-XESCut').first().press('ArrowLeft');
  await f.expectReported('planted in a drag', /Moving a cut failed/);
});

test('plotly itself throws: the plot offers to redraw', async () => {
  const { page } = f;
  await page.evaluate(() => {
    const node = document.querySelector('.jp-XESMap .jp-XESPlot') as HTMLElement;
    Object.defineProperty(node, '_context', {
      configurable: true,
      get() {
        throw new Error('planted in plotly');
      },
      set() {
        throw new Error('planted in plotly');
      }
    });
  });
  await page.getByRole('combobox', { name: 'Scale' }).selectOption('log');
  await f.expectReported('planted in plotly', /Drawing the plot failed/);
  const again = page.getByRole('button', { name: 'Draw again' });
  await expect(again).toBeVisible();
  // the replacement is aligned with plotly's: the picture and the cuts over it fit
  const plain = page.locator('.jp-XESMap .jp-XESPlain');
  await expect(plain).toContainText('Incident energy Ω (eV)');
  await expect(page.locator('.jp-XESCut')).toHaveCount(2);
  await page.evaluate(() => {
    delete (document.querySelector('.jp-XESMap .jp-XESPlot') as { _context?: unknown })._context;
  });
  await again.click();
  await expect(again).toHaveCount(0);
  await expect(plain).toHaveCount(0);
});

test('the painting of the map throws', async () => {
  await f.page.evaluate(() => {
    const { prototype } = CanvasRenderingContext2D;
    const { drawImage, putImageData } = prototype;
    prototype.drawImage = prototype.putImageData = () => {
      Object.assign(prototype, { drawImage, putImageData });
      throw new Error('planted in the painting');
    };
  });
  await f.page.getByRole('combobox', { name: 'Scale' }).selectOption('symlog');
  await f.expectReported('planted in the painting', /Drawing the plot failed/);
});

test('the canvas loses its context and gets it back: the map is repainted', async () => {
  const painted = await f.page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.jp-XESMap-raster');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) {
      throw new Error('no canvas');
    }
    const sum = () =>
      context.getImageData(0, 0, canvas.width, canvas.height).data.reduce((a, b) => a + b, 0);
    const before = sum();
    // synthetic: no command of the browser takes a 2d context away
    canvas.dispatchEvent(new Event('contextlost', { cancelable: true }));
    context.clearRect(0, 0, canvas.width, canvas.height);
    canvas.dispatchEvent(new Event('contextrestored'));
    return [before, sum()];
  });
  expect(painted[0]).toBeGreaterThan(0);
  expect(painted[1]).toBe(painted[0]);
});

test('no canvas context is available any more', async () => {
  await f.page.evaluate(() => {
    const { prototype } = HTMLCanvasElement;
    const { getContext } = prototype;
    const scope = window as unknown as IScope;
    (scope.planted ??= []).push(() => (prototype.getContext = getContext));
    prototype.getContext = () => null;
  });
  await f.page.getByRole('combobox', { name: 'Scale' }).selectOption('log');
  // not waited for: plotly's picture never arrives then
  await f.page.evaluate(() => {
    void (window as unknown as IScope).jupyterapp.commands.execute('xes:save-figure');
  });
  await expect(toast(f.page, '').last()).toBeVisible();
});

test('a child throws in its dispose: the viewer closes without leaking', async () => {
  await f.page.evaluate(() => {
    const node = document.querySelector('.jp-XESMap .jp-XESPlot') as unknown as object;
    Object.assign(node, {
      removeAllListeners: () => {
        throw new Error('planted in a purge');
      }
    });
    (window as unknown as IScope).jupyterapp.shell.currentWidget?.close();
  });
  await expect(f.page.locator('.jp-XESViewer')).toHaveCount(0);
  await f.expectReported('planted in a purge', /Closing a plot failed/);
});

test('a store throws in its dispose: everything else is disposed of', async () => {
  const rest = await f.page.evaluate(() => {
    const { currentWidget } = (window as unknown as IScope).jupyterapp.shell;
    const { owned } = currentWidget as unknown as { owned: { defer(work: () => void): void } };
    const done: string[] = [];
    owned.defer(() => done.push('before'));
    owned.defer(() => {
      throw new Error('planted in a store');
    });
    owned.defer(() => done.push('after'));
    currentWidget?.close();
    return new Promise<string[]>(resolve => {
      const look = () => (currentWidget?.isDisposed ? resolve(done) : void setTimeout(look, 25));
      look();
    });
  });
  expect(rest).toEqual(['after', 'before']);
  await expect(f.page.locator('.jp-XESViewer')).toHaveCount(0);
  await f.expectReported('planted in a store', /Closing the viewer failed/);
});

test('a widget of the viewer throws in its dispose, before the rest of it', async () => {
  await f.page.evaluate(() => {
    interface IViewer {
      children(): Iterable<{ dispose(): void }>;
    }
    const { currentWidget } = (window as unknown as IScope).jupyterapp.shell;
    const { viewer } = currentWidget as unknown as { viewer: IViewer };
    for (const child of viewer.children()) {
      const dispose = child.dispose.bind(child);
      child.dispose = () => {
        child.dispose = dispose; // later code may do it
        throw new Error('planted in a widget');
      };
      break;
    }
    currentWidget?.close();
  });
  await expect(f.page.locator('.jp-XESViewer')).toHaveCount(0);
  await f.expectReported('planted in a widget', /Closing the viewer failed/);
});

test('a rejected promise with a frame of ours', async () => {
  await f.page.evaluate(() => {
    const own = performance
      .getEntriesByType('resource')
      .find(({ name }) => /jupyterlab-xes\/static\/.*\.js/.test(name));
    const error = new Error('planted rejection');
    error.stack = `Error: planted rejection\n    at run (${own?.name}:1:1)`;
    void Promise.reject(error);
  });
  await f.expectReported('planted rejection', /Working in the background failed/);
});

test('an error inside the recorder itself', async () => {
  await f.page.evaluate(async token => {
    const { faults, jupyterapp } = window as unknown as IScope;
    const diagnostics = faults.service(token) as unknown as {
      report(error: unknown, context: object): Promise<void>;
    };
    const { warn, error } = console;
    console.warn = console.error = () => {
      throw new Error('planted in the console');
    };
    const { contents } = jupyterapp.serviceManager;
    const before = Object.getOwnPropertyDescriptor(contents, 'save');
    contents.save = () => Promise.reject(new Error('planted in a save'));
    await diagnostics.report(new Error('planted for the recorder'), { doing: 'Testing' });
    await diagnostics.report(
      {
        get message() {
          throw new Error('planted in a message');
        }
      },
      { doing: 'Testing' }
    );
    Object.assign(console, { warn, error });
    delete contents.save;
    if (before) {
      Object.defineProperty(contents, 'save', before);
    }
  }, tokens.diagnostics);
  await expect(f.page.getByText('Download report').last()).toBeVisible();
  expect(f.reports()).toEqual([]);
});
