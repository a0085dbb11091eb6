import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { current, execute, isDirty, settled } from './support/lab.js';
import { openNotebook, printed, runCell, textOf, writeNotebook } from './support/notebooks.js';
import { python } from './support/python.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

/** An analysis whose file is written by others while it is open. */
const session = useSession({ pages: 'fresh' });
const name = 'shared.xes.json';
const line = 'xes-demo-kbeta.nxs';
const smooth = { window: 5, order: 2 };
const step = (id: string, window = 5) => ({
  id,
  step: 'smooth',
  from: ['s1'],
  parameters: { ...smooth, window }
});

interface IState {
  steps: { id: string }[];
  shown: string[];
  history: { undo: number; redo: number };
}

function write(steps: object[], view: object = {}): void {
  const scans = [{ id: 's1', path: line }];
  const text = { type: 'xes-analysis', version: 3, scans, steps, view };
  writeFileSync(session.file(name), JSON.stringify(text));
}

/** What a script does with the Python API, in a separate process. */
function script(code: string): void {
  python(
    `import sys, jupyterlab_xes as xes\na = xes.Analysis(sys.argv[1])\n${code}\na.save()`,
    session.file(name)
  );
}

const stepsOnDisk = () =>
  (JSON.parse(readFileSync(session.file(name), 'utf8')) as IState).steps.map(({ id }) => id);

async function state(page: Page): Promise<IState> {
  return (await execute(page, 'xes:state')) as IState;
}

const steps = async (page: Page) => (await state(page)).steps.map(({ id }) => id);

async function opened(): Promise<Page> {
  const { page } = session;
  write([step('m1')], { shown: [{ id: 's1' }], active: { id: 's1' } });
  await execute(page, 'docmanager:open', { path: name });
  await current(page, name);
  await settled(page);
  await expect.poll(() => steps(page)).toEqual(['m1']);
  return page;
}

const bar = (page: Page) => page.locator('.jp-XESFileBar:visible');
const choose = (page: Page, label: string) =>
  bar(page).getByRole('button', { name: label }).click();
const focus = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')));

/** An unsaved edit. */
async function edited(page: Page, id = 'm1'): Promise<void> {
  await execute(page, 'xes:set-step', { id, parameters: { window: 9 } });
  await expect.poll(() => isDirty(page)).toBe(true);
}

test('a file saved by Python is shown without a question, with the same view, and can be undone', async () => {
  const page = await opened();
  await execute(page, 'xes:show', { ids: ['m1'] });
  script('a.add_step("smooth", "s1", window=7, label="smooth in Python")');
  await expect(page.getByText('smooth in Python').first()).toBeVisible({ timeout: 60_000 });
  expect(await isDirty(page)).toBe(false);
  expect((await state(page)).shown).toEqual(['m1']);
  await expect(page.getByText(/changed on disk and has been reloaded/)).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await session.picture('file-followed');
  await execute(page, 'xes:undo');
  expect(await steps(page)).toEqual(['m1']);
  // a further edit is saved without a question: the file's change is known
  await execute(page, 'docmanager:save');
  await expect.poll(stepsOnDisk).toEqual(['m1']);
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
});

test('if both sides changed, nothing is saved until the question is answered, in place', async () => {
  const page = await opened();
  await edited(page);
  write([step('m1'), step('py')]);
  await focus(page);
  await expect(bar(page)).toContainText('changes here that are not saved');
  for (const width of [1500, 1000]) {
    await page.setViewportSize({ width, height: 800 });
    await inBothThemes(page, theme => session.picture(`file-both-${width}-${theme}`));
  }
  // autosave, and a user's action
  for (let i = 0; i < 2; i++) {
    await execute(page, 'docmanager:save');
  }
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  expect(stepsOnDisk()).toEqual(['m1', 'py']);
  await expect(bar(page).getByRole('button').first()).toBeFocused();

  await choose(page, 'Use the file’s version');
  await expect(bar(page)).toHaveCount(0);
  expect([await steps(page), await isDirty(page)]).toEqual([['m1', 'py'], false]);
  await execute(page, 'xes:undo');
  expect(await steps(page)).toEqual(['m1']);
  await execute(page, 'docmanager:save');
  await expect.poll(stepsOnDisk).toEqual(['m1']);
});

test('“mine” is saved over the file, and the file’s version is one undo away', async () => {
  const page = await opened();
  await edited(page);
  write([step('m1'), step('py')]);
  await execute(page, 'docmanager:save'); // nothing has checked yet: saving does
  await expect(bar(page)).toHaveCount(1);
  expect(stepsOnDisk()).toEqual(['m1', 'py']);
  await choose(page, 'Keep mine');
  await expect(bar(page)).toHaveCount(0);
  expect([await steps(page), await isDirty(page)]).toEqual([['m1'], true]);
  await execute(page, 'docmanager:save');
  await expect.poll(stepsOnDisk).toEqual(['m1']);
  expect(readFileSync(session.file(name), 'utf8')).toContain('9');
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  await execute(page, 'xes:undo');
  expect(await steps(page)).toEqual(['m1', 'py']);
});

test('both versions are saved: mine next to the file, the file’s in place', async () => {
  const page = await opened();
  await edited(page);
  write([step('m1'), step('py')]);
  await focus(page);
  await choose(page, 'Keep both');
  await expect.poll(() => steps(page)).toEqual(['m1', 'py']);
  const mine = JSON.parse(readFileSync(session.file('shared-mine.xes.json'), 'utf8')) as {
    steps: { id: string; parameters: { window: number } }[];
  };
  expect(mine.steps).toMatchObject([{ id: 'm1', parameters: { window: 9 } }]);
  expect(stepsOnDisk()).toEqual(['m1', 'py']);
  expect(await isDirty(page)).toBe(false);
});

test('autosave waits for the answer', async () => {
  const page = await opened();
  await edited(page);
  write([step('m1'), step('py')]);
  // like its timer, hidden or not
  const autosave = () =>
    page.evaluate(async path => {
      interface IDocument {
        context?: { path: string; canSave: boolean; save(): Promise<void> };
      }
      const { shell } = (
        window as unknown as { jupyterapp: { shell: { widgets(area: string): Iterable<unknown> } } }
      ).jupyterapp;
      const { context } = [...shell.widgets('main')].find(
        widget => (widget as IDocument).context?.path === path
      ) as Required<IDocument>;
      return context.canSave
        ? context.save().then(
            () => 'saved',
            error => (error as Error).name
          )
        : 'not asked';
    }, name);
  expect(await autosave()).toBe('ModalCancelError');
  expect(await autosave()).toBe('not asked');
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  expect(stepsOnDisk()).toEqual(['m1', 'py']);
  await choose(page, 'Keep mine');
  await expect(bar(page)).toHaveCount(0);
  expect(await autosave()).toBe('saved');
  expect(stepsOnDisk()).toEqual(['m1']);
});

test('an unreadable file leaves the view as it is, and a deleted file is reported and recreated', async () => {
  const page = await opened();
  writeFileSync(session.file(name), '{"type": "xes-analysis", "vers');
  await focus(page);
  await expect(bar(page)).toContainText('can’t be read now');
  expect(await steps(page)).toEqual(['m1']);
  await session.picture('file-invalid');
  write([step('m1'), step('m2')]);
  await focus(page);
  await expect.poll(() => steps(page)).toEqual(['m1', 'm2']);
  await expect(bar(page)).toHaveCount(0);

  renameSync(session.file(name), session.file('else.xes.json'));
  await focus(page);
  await expect(bar(page)).toContainText('no longer there');
  await session.picture('file-gone');
  expect(await steps(page)).toEqual(['m1', 'm2']);
  expect(existsSync(session.file(name))).toBe(false);
  await choose(page, 'Save');
  await expect(bar(page)).toHaveCount(0);
  expect(stepsOnDisk()).toEqual(['m1', 'm2']);
  expect(await isDirty(page)).toBe(false);
  rmSync(session.file(name));
  await focus(page);
  await expect(bar(page)).toContainText('no longer there');
  write([step('m1'), step('m2'), step('m3')]); // it is back, and nothing was edited
  await focus(page);
  await expect.poll(() => steps(page)).toEqual(['m1', 'm2', 'm3']);
  await expect(bar(page)).toHaveCount(0);
  expect(await isDirty(page)).toBe(false);
});

test('a hidden tab does not poll, and checks at once when it is shown', async () => {
  const page = await opened();
  await execute(page, 'docmanager:open', { path: line });
  await current(page, line);
  await settled(page);
  const looks = () =>
    session.requests.filter(({ url }) => url.includes(`/api/contents/${name}`)).length;
  const before = looks();
  write([step('m1'), step('py')]);
  await focus(page);
  await settled(page);
  expect(looks()).toBe(before);
  await execute(page, 'docmanager:open', { path: name });
  await expect.poll(() => steps(page)).toEqual(['m1', 'py']);
});

test('a notebook that alternately saves and edits the viewer triggers no question', async () => {
  const { page, lab } = session;
  write([step('m1')]);
  writeNotebook(lab, 'turns.ipynb', [
    `import json, jupyterlab_xes as xes
v = xes.Viewer()
v.open("${name}")
a = xes.Analysis("${name}")
saved = a.add_step("smooth", "s1", window=7)
a.save()
edited = v.add_step("smooth", "s1", window=9)
print(json.dumps([saved, edited, [s["id"] for s in v.state()["steps"]]]))`,
    'a.add_step("smooth", "s1", window=11); a.save()'
  ]);
  await openNotebook(page, 'turns.ipynb');
  const [saved, edit, all] = await printed<[string, string, string[]]>(page, 'turns.ipynb', 0);
  expect(all).toEqual(['m1', saved, edit]);
  // the viewer's edit is not saved: now both changed
  expect(textOf(await runCell(page, 'turns.ipynb', 1))).not.toContain('Error');
  await expect(bar(page)).toContainText('changes here that are not saved', { timeout: 60_000 });
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
});
