import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Widget } from '@lumino/widgets';

/** A cell as notebooks share it. */
interface ISharedCell {
  readonly cell_type?: string;
  getSource(): string;
  setSource(text: string): void;
}

/** What of a notebook's contents is used: @jupyterlab/notebook itself would come with every page. */
interface ISharedNotebook {
  readonly cells: readonly ISharedCell[];
  insertCell(index: number, cell: { cell_type: 'code'; source: string }): unknown;
  transact(change: () => void): void;
}

interface INotebookContent {
  activeCellIndex: number;
  /** From JupyterLab 4: bring a cell into sight, which may have to be made first. */
  scrollToItem?(index: number, align?: string): Promise<void>;
}

/** A notebook that is open. */
export interface INotebookPlace {
  widget: Widget;
  path: string;
  shared: ISharedNotebook;
  content: INotebookContent;
}

/** The notebook that a widget is; null where it is none. */
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

/** Put code into a new cell below the active one, as one change that can be undone; an empty notebook's only cell takes it. */
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

/** How lines of Python give names to what they make. */
const givers = [
  /^\s*([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s*(?::[^=]+)?=(?!=)/,
  /^\s*(?:async\s+)?(?:def|class)\s+(\w+)/,
  /^\s*(?:async\s+)?for\s+([\w\s,()]+?)\s+in\b/,
  /\bas\s+(\w+)/
];

/** Names that a notebook's cells give, but by lines that the code to come has too: they make the same. */
export function namesMade({ shared }: INotebookPlace, code: string): string[] {
  const same = new Set(code.split('\n'));
  const lines = shared.cells
    .filter(({ cell_type: type = 'code' }) => type === 'code')
    .flatMap(cell => cell.getSource().split('\n'))
    .filter(line => !same.has(line));
  const found = lines.flatMap(line => givers.map(giver => giver.exec(line)?.[1] ?? ''));
  return [...new Set(found.flatMap(names => names.match(/[A-Za-z_]\w*/g) ?? []))];
}

/** Bring a cell of a notebook that is in front into sight. */
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
