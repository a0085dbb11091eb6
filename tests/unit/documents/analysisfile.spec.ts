/** @jest-environment jsdom */
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import {
  emptyDocument,
  writeDocument,
  type AnalysisDocument
} from '../../../src/analysis/document';
import { AnalysisFile } from '../../../src/documents/analysisfile';
import { Files } from './movedfiles';
import { Opened } from './opened';

const path = 'a.xes.json';
const step = (id: string) => ({ id, step: 'smooth', from: ['s1'], parameters: {} });

function textOf(steps: string[], view: Partial<AnalysisDocument['view']> = {}): string {
  const empty = emptyDocument();
  const scans = [{ id: 's1', path: 'a.nxs' }];
  return writeDocument({
    ...empty,
    scans,
    steps: steps.map(step),
    view: { ...empty.view, ...view }
  });
}

/** Files whose stamps change with each write, on a server that can be unreachable. */
class StampedFiles extends Files {
  isAway = false;
  gets: string[] = [];
  private _stamps = new Map<string, [string, number]>();

  override async get(name: string, options?: Contents.IFetchOptions): Promise<Contents.IModel> {
    this.gets.push(`${name}${options?.content === false ? '' : ' content'}`);
    if (this.isAway) {
      throw new TypeError('Failed to fetch');
    }
    return this._stamped(await super.get(name));
  }

  override async save(name: string, model: Partial<Contents.IModel>): Promise<Contents.IModel> {
    return this._stamped(await super.save(name, model));
  }

  private _stamped(model: Contents.IModel): Contents.IModel {
    const text = String(model.content);
    const [before, count] = this._stamps.get(model.path) ?? [text, 0];
    const now = before === text ? count : count + 1;
    this._stamps.set(model.path, [text, now]);
    return { ...model, last_modified: `m${now}`, created: `m${now}`, size: text.length };
  }
}

async function setup(text = textOf(['m1'])) {
  const files = new StampedFiles();
  files.texts.set(path, text);
  const opened = new Opened(files, path);
  const context = opened.context as DocumentRegistry.IContext<DocumentRegistry.ICodeModel>;
  const file = new AnalysisFile(context, files.contents);
  let isVisible = true;
  file.view({ isVisible: () => isVisible, flush: () => opened.binding.flush() });
  await opened.open();
  let [taken, refused] = [0, 0];
  file.taken.connect(() => void taken++);
  file.refused.connect(() => void refused++);
  return {
    files,
    one: opened,
    file,
    write: (steps: string[], view?: Partial<AnalysisDocument['view']>) =>
      files.texts.set(path, textOf(steps, view)),
    hide: () => (isVisible = false),
    get counts() {
      return { taken, refused };
    },
    get steps() {
      return opened.model.document.steps.map(({ id }) => id);
    },
    get onDisk() {
      const { steps } = JSON.parse(files.texts.get(path) ?? '') as AnalysisDocument;
      return steps.map(({ id }) => id).filter(id => /^(m\d|py)$/.test(id));
    },
    save: () =>
      opened.context.save().then(
        () => 'saved',
        (error: Error) => error.name
      ),
    dispose: () => {
      opened.dispose();
      expect(file.isDisposed).toBe(true);
    }
  };
}

describe('AnalysisFile', () => {
  it('takes over external changes if nothing was edited, with the same view, as one entry', async () => {
    const at = await setup(textOf(['m1'], { shown: [{ id: 's1' }] }));
    at.one.model.show(['m1']);
    at.write(['m1', 'py'], { shown: [{ id: 's1' }] });
    await at.file.check();
    const { model, context } = at.one;
    expect([at.steps, context.model.dirty, at.counts.taken]).toEqual([['m1', 'py'], false, 1]);
    expect(model.document.view.shown).toEqual([{ id: 'm1' }]);
    expect(model.history).toMatchObject({ undo: 1 });
    // different ticks in the file itself are intended, and missing items are ignored
    at.write(['py'], { shown: [{ id: 'py' }] });
    await at.file.check();
    expect(model.document.view.shown).toEqual([{ id: 'py' }]);
    model.undo();
    expect(at.steps).toEqual(['m1', 'py']);
    expect(await at.save()).toBe('saved');
    expect(at.onDisk).toEqual(['m1', 'py']);
    at.dispose();
  });

  it('requests only the stamp of an unchanged file, its own saving included', async () => {
    const at = await setup();
    at.one.edit();
    expect(await at.save()).toBe('saved');
    at.files.gets = [];
    await at.file.check();
    expect(at.files.gets).toEqual([path]);
    expect(at.counts).toEqual({ taken: 0, refused: 0 });
    at.dispose();
  });

  it('asks if both changed, and neither autosave nor saving writes before the answer', async () => {
    const at = await setup();
    at.one.edit();
    at.write(['m1', 'py']);
    expect(await at.save()).toBe('ModalCancelError');
    expect([at.file.state.kind, at.counts.refused]).toEqual(['both', 1]);
    expect([at.one.context.canSave, at.onDisk]).toEqual([false, ['m1', 'py']]);
    at.dispose();
  });

  it.each([
    ['takeTheirs', ['m1', 'py'], false],
    ['keepBoth', ['m1', 'py'], false],
    ['keepMine', ['m1'], true]
  ] as const)('loses nothing by %s', async (choice, steps, isDirty) => {
    const at = await setup();
    at.one.edit();
    const mine = at.one.model.document.steps;
    at.write(['m1', 'py']);
    await at.file.check();
    await at.file[choice]();
    const { context, model } = at.one;
    const shown = at.steps.filter(id => id === 'm1' || id === 'py');
    expect([shown, context.model.dirty, at.file.state.kind]).toEqual([steps, isDirty, 'same']);
    const others = choice === 'keepMine' ? ['m1', 'py'] : mine.map(({ id }) => id);
    expect(await at.save()).toBe('saved'); // JupyterLab detects no conflict
    model.undo();
    expect(at.steps).toEqual(others);
    expect(at.files.texts.has('a-mine.xes.json')).toBe(choice === 'keepBoth');
    at.dispose();
  });

  it('asks nothing if both made the same change, or only the view differs', async () => {
    const at = await setup();
    at.one.edit();
    at.write(['m1'], { shown: [{ id: 'm1' }] });
    await at.file.check();
    expect([at.file.state.kind, at.one.context.model.dirty]).toEqual(['same', true]);
    at.one.binding.flush();
    at.files.texts.set(path, at.one.context.model.toString());
    await at.file.check();
    expect([at.file.state.kind, at.one.context.model.dirty]).toEqual(['same', false]);
    expect(at.counts.taken).toBe(0);
    at.dispose();
  });

  it.each(['', '{"type": "xes-an', '[1]'])(
    'leaves the display if the file holds "%s"',
    async text => {
      const at = await setup();
      at.files.texts.set(path, text);
      await at.file.check();
      expect(at.file.state.kind).toBe('same'); // it may be half written
      await at.file.check();
      expect([at.file.state.kind, at.steps]).toEqual(['invalid', ['m1']]);
      expect(await at.save()).toBe('ModalCancelError');
      expect(at.files.texts.get(path)).toBe(text);
      at.write(['m1', 'py']);
      await at.file.check();
      expect([at.file.state.kind, at.steps]).toEqual(['same', ['m1', 'py']]);
      at.dispose();
    }
  );

  it('reports a deleted file, protects it from loss, and recreates it by saving', async () => {
    const at = await setup();
    const text = at.files.texts.get(path)!;
    at.files.texts.delete(path);
    await at.file.check();
    expect(at.file.state.kind).toBe('same');
    await at.file.check();
    expect([at.file.state.kind, at.one.context.model.dirty]).toEqual(['gone', true]);
    expect(at.one.context.canSave).toBe(false);
    at.files.texts.set(path, text);
    await at.file.check();
    expect([at.file.state.kind, at.one.context.model.dirty]).toEqual(['same', false]);
    at.files.texts.delete(path);
    expect(await at.save()).toBe('ModalCancelError'); // not known yet
    expect(await at.save()).toBe('saved');
    expect([at.file.state.kind, at.onDisk]).toEqual(['same', ['m1']]);
    at.dispose();
  });

  it('is silent while the server does not answer, and without a view', async () => {
    const at = await setup();
    at.write(['py']);
    at.files.isAway = true;
    expect(await at.file.check()).toBe(false);
    expect([at.file.state.kind, at.steps]).toEqual(['same', ['m1']]);
    at.files.isAway = false;
    expect(await at.file.check()).toBe(true);
    expect(at.steps).toEqual(['py']);
    at.dispose();
  });

  it('leaves the question to JupyterLab if no view can ask', async () => {
    const at = await setup();
    at.one.edit();
    at.write(['py']);
    at.hide();
    expect(await at.save()).toBe('ModalCancelError');
    const saved = jest.spyOn(at.files, 'save');
    void at.save();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(saved).not.toHaveBeenCalled();
    document.querySelector<HTMLElement>('.jp-Dialog .jp-mod-reject')?.click();
    at.dispose();
  });
});
