import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Widget } from '@lumino/widgets';

/** A cell in the shared model of a notebook. */
interface ISharedCell {
  readonly cell_type?: string;
  getSource(): string;
  setSource(text: string): void;
}

/**
 * The used part of a notebook's contents: @jupyterlab/notebook itself would be loaded by every
 * page.
 */
interface ISharedNotebook {
  readonly cells: readonly ISharedCell[];
  insertCell(index: number, cell: { cell_type: 'code'; source: string }): unknown;
  transact(change: () => void): void;
}

interface INotebookContent {
  activeCellIndex: number;
  /** Since JupyterLab 4: scroll to a cell, which may have to be rendered first. */
  scrollToItem?(index: number, align?: string): Promise<void>;
}

/** An open notebook. */
export interface INotebookPlace {
  widget: Widget;
  path: string;
  shared: ISharedNotebook;
  content: INotebookContent;
}

/** The notebook of a widget; null if it is none. */
export function notebookIn(
  widget: Widget,
  context: DocumentRegistry.Context | undefined
): INotebookPlace | null {
  const shared: unknown = (context?.model as { sharedModel?: unknown } | undefined)?.sharedModel;
  const content: unknown = (widget as { content?: unknown }).content;
  return context && isNotebook(shared) && isContent(content)
    ? { widget, path: context.path, shared, content }
    : null;
}

/**
 * Insert code as a new cell below the active one, as one change that can be undone; an empty
 * notebook's only cell is filled.
 */
export function insertCode({ shared, content }: INotebookPlace, text: string): number {
  const source = text.replace(/\n$/, '');
  const [only, ...others] = shared.cells;
  if (only && others.length === 0 && only.getSource() === '') {
    shared.transact(() => only.setSource(source));
    return 0;
  }
  const index = Math.min(Math.max(content.activeCellIndex, -1) + 1, shared.cells.length);
  shared.transact(() => {
    shared.insertCell(index, { cell_type: 'code', source });
  });
  content.activeCellIndex = index;
  return index;
}

/** Python statements that define names. */
const definitions = [
  /^\s*([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s*(?::[^=]+)?=(?!=)/,
  /^\s*(?:async\s+)?(?:def|class)\s+(\w+)/,
  /^\s*(?:async\s+)?for\s+([\w\s,()]+?)\s+in\b/,
  /\bas\s+(\w+)/
];

/**
 * Names defined in a notebook's cells, except by lines that are also in the new code: they define
 * the same.
 */
export function namesMade({ shared }: INotebookPlace, code: string): string[] {
  const same = new Set(code.split('\n'));
  const lines = shared.cells
    .filter(({ cell_type: type = 'code' }) => type === 'code')
    .flatMap(cell => cell.getSource().split('\n'))
    .filter(line => !same.has(line));
  const found = lines.flatMap(line =>
    definitions.map(definition => definition.exec(line)?.[1] ?? '')
  );
  return [...new Set(found.flatMap(names => names.match(/[A-Za-z_]\w*/g) ?? []))];
}

/** Scroll to a cell of the notebook in front. */
export async function showCell({ content, widget }: INotebookPlace, index: number): Promise<void> {
  await content.scrollToItem?.(index, 'smart').catch(() => undefined); // the notebook may be closed meanwhile
  if (!widget.isDisposed) {
    content.activeCellIndex = index;
  }
}

function isNotebook(value: unknown): value is ISharedNotebook {
  return (
    typeof value === 'object' &&
    value !== null &&
    'insertCell' in value &&
    typeof value.insertCell === 'function' &&
    'cells' in value &&
    Array.isArray(value.cells)
  );
}

function isContent(value: unknown): value is INotebookContent {
  return typeof value === 'object' && value !== null && 'activeCellIndex' in value;
}
