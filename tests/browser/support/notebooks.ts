import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { ILab } from './lab.js';

/** A cell's output in a notebook. */
export interface IOutput {
  output_type: string;
  text?: string | string[];
  data?: Record<string, unknown>;
  ename?: string;
  evalue?: string;
}

/** Write a notebook whose cells have this code. @param outputs of its cells, as if they had run. */
export function writeNotebook(
  lab: Pick<ILab, 'folder'>,
  name: string,
  cells: readonly string[],
  outputs: readonly (readonly IOutput[])[] = []
): void {
  const notebook = {
    cells: cells.map((source, i) => ({
      cell_type: 'code',
      id: `cell-${i}`,
      execution_count: null,
      metadata: {},
      outputs: outputs[i] ?? [],
      source
    })),
    metadata: {
      kernelspec: { display_name: 'Python 3 (ipykernel)', language: 'python', name: 'python3' }
    },
    nbformat: 4,
    nbformat_minor: 5
  };
  writeFileSync(path.join(lab.folder, name), JSON.stringify(notebook));
}

interface INotebook {
  context: { path: string; ready: Promise<void> };
  sessionContext: {
    ready: Promise<void>;
    restartKernel(): Promise<void>;
    session: { kernel: { info: Promise<unknown>; status: string } } | null;
  };
  content: {
    activeCellIndex: number;
    widgets: {
      model: { outputs: { toJSON(): IOutput[]; fromJSON(outputs: unknown): void; clear(): void } };
    }[];
  };
}

interface IScope {
  jupyterapp: {
    shell: {
      currentWidget: { id: string } | null;
      widgets(area: string): Iterable<unknown>;
      activateById(id: string): void;
    };
    commands: { execute(id: string, args?: object): Promise<unknown> };
  };
  notebookAt(name: string): INotebook & { id: string };
}

/** Open a notebook, and wait for its kernel if it is to be run. */
export async function openNotebook(page: Page, name: string, isRun = true): Promise<void> {
  await page.evaluate(
    async ([path, kernel]) => {
      const scope = window as unknown as IScope;
      scope.notebookAt = wanted => {
        const isThat = (one: unknown) =>
          (one as INotebook).context?.path === wanted && 'content' in (one as INotebook);
        return [...scope.jupyterapp.shell.widgets('main')].find(isThat) as INotebook & {
          id: string;
        };
      };
      await scope.jupyterapp.commands.execute('docmanager:open', { path, factory: 'Notebook' });
      const notebook = scope.notebookAt(path);
      await notebook.context.ready;
      if (kernel) {
        await notebook.sessionContext.ready;
        await notebook.sessionContext.session?.kernel.info;
      }
    },
    [name, isRun] as const
  );
}

/** Run a cell by keyboard, and return its outputs. */
export async function runCell(page: Page, name: string, index: number): Promise<IOutput[]> {
  return page.evaluate(
    async ([path, i]) => {
      const { jupyterapp, notebookAt } = window as unknown as IScope;
      const { id, content } = notebookAt(path);
      // a notebook in the background takes the focus once its cells are loaded
      for (let n = 0; n === 0 || jupyterapp.shell.currentWidget?.id !== id; n++) {
        if (n === 200) {
          throw new Error(`${path} does not become the current tab`);
        }
        jupyterapp.shell.activateById(id);
        await new Promise(resolve => setTimeout(resolve, 25));
      }
      content.activeCellIndex = i;
      await jupyterapp.commands.execute('notebook:run-cell');
      return content.widgets[i].model.outputs.toJSON();
    },
    [name, index] as const
  );
}

/** What a cell printed or its error, as text. */
export function textOf(outputs: readonly IOutput[]): string {
  const parts = outputs.map(({ text, ename, evalue, data }) => {
    const shown = text ?? (ename ? `${ename}: ${evalue}` : data?.['text/plain']);
    return Array.isArray(shown) ? shown.join('') : typeof shown === 'string' ? shown : '';
  });
  return parts.join('');
}

/** Run a cell that prints JSON, and return that. */
export async function printed<T>(page: Page, name: string, index: number): Promise<T> {
  const outputs = await runCell(page, name, index);
  expect(outputs.filter(({ output_type: type }) => type === 'error')).toEqual([]);
  return JSON.parse(textOf(outputs)) as T;
}

/** Restart a notebook's kernel and wait for it. */
export function restartKernel(page: Page, name: string): Promise<void> {
  return page.evaluate(async path => {
    const { sessionContext } = (window as unknown as IScope).notebookAt(path);
    await sessionContext.restartKernel();
    await sessionContext.session?.kernel.info;
  }, name);
}

/** Give each cell an output, as if it had run. */
export function setOutputs(page: Page, name: string, output: IOutput): Promise<void> {
  return page.evaluate(
    ([path, one]) => {
      const { content } = (window as unknown as IScope).notebookAt(path);
      content.widgets.forEach(({ model }) => model.outputs.fromJSON([one]));
    },
    [name, output] as const
  );
}

/** Clear the outputs of all cells. */
export function clearOutputs(page: Page, name: string): Promise<void> {
  return page.evaluate(path => {
    const { content } = (window as unknown as IScope).notebookAt(path);
    content.widgets.forEach(({ model }) => model.outputs.clear());
  }, name);
}
