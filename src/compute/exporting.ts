import type { Id, Ref } from '../analysis/document/types.js';
import { inputKeyOf } from '../analysis/evaluate/itemkeys.js';
import { labeller } from '../analysis/evaluate/labels.js';
import type { Evaluation, Recipe } from '../analysis/evaluate/evaluator.js';
import { withLabelsOf } from '../analysis/naming.js';
import { nexusTree, type NexusOutput } from '../analysis/output/nexus.js';
import { inPlane } from '../analysis/profileplane.js';
import { approximateComments } from '../formats/sigmamark.js';
import { provenanceComments, type Provenance } from '../analysis/output/provenance.js';
import {
  asciiOf,
  csvOf,
  numberRowsCsv,
  type TableContext,
  type Writable
} from '../analysis/output/text.js';
import { reasonsIn } from '../analysis/steps/approximate.js';
import type { Failure } from '../analysis/steps/part.js';
import type { Value } from '../analysis/steps/values.js';
import { scanTitle } from '../analysis/scantitles.js';
import { joined } from '../base/bytes.js';
import { measuredCells } from '../formats/csv.js';
import { rowCount } from '../formats/columns.js';
import type { H5Group } from '../formats/h5description.js';
import { provenanceOf, recognisedLine, soleMetadata, valueIn } from './exportfacts.js';
import type { ExportFile, ExportPart, MadeFile, WritableItem } from './exporttypes.js';
import { itemsOf } from '../analysis/evaluate/selection.js';
import type { WantedDocument } from './wanted.js';

/** The environment for making a file. */
export interface IExportTools {
  /**
   * Lets messages be handled.
   * @throws XESError `worker/cancelled` if the file is no longer wanted.
   */
  pause(): Promise<void>;
  /** @throws XESError `file/write-failed` */
  writeH5(tree: H5Group): Promise<Uint8Array>;
}

/** The items of rows, without their arrays. */
export function writableItems(
  refs: readonly Ref[],
  { nodes }: Pick<Evaluation, 'nodes'>
): WritableItem[] {
  return refs.flatMap(ref => {
    const node = nodes.get(ref.id);
    const failure = node?.outcome.error ?? null;
    const inputsOf = (error: Failure | null) => (error && node ? node.inputs : []);
    const items = itemsOf(nodes, ref).map(({ key, part, value, error }): WritableItem => ({
      ref,
      key,
      ...sizeOf(value),
      numbers: part?.numbers ?? {},
      error,
      inputs: inputsOf(error)
    }));
    const own = { ref, key: ref.id, inputs: inputsOf(failure) };
    const none: WritableItem = { ...own, kind: null, size: 0, numbers: {}, error: failure };
    return items.length === 0 && failure ? [none] : items;
  });
}

function sizeOf(value: Value | null): Pick<WritableItem, 'kind' | 'size'> {
  switch (value?.kind) {
    case 'spectrum':
      return { kind: 'spectrum', size: value.spectrum.energy.length };
    case 'map':
      return { kind: 'map', size: measuredCells(value.map) };
    case 'table':
      return { kind: 'table', size: rowCount(value.columns) };
    default:
      return { kind: null, size: 0 };
  }
}

/**
 * Make a file of results, the same as on the command line.
 * @throws XESError `step/input` if one is missing, why it could not be computed, and those of the
 * tools.
 */
export async function fileOf(
  file: ExportFile,
  document: WantedDocument,
  { nodes }: Pick<Evaluation, 'nodes'>,
  { pause, writeH5 }: IExportTools
): Promise<MadeFile> {
  const { contents } = document.request;
  const { format, title, parts } = file;
  // before recording the steps, which include the energy that a map is over
  const plane = format === 'nexus' ? 'incident' : file.plane;
  const provenance = provenanceOf(document, nodes, parts, plane);
  if (format === 'numbers') {
    return bytesOf([numbersOf(parts, { title, provenance }, nodes)], pause);
  }
  const label = labeller(contents, nodes, id => scanLabel(contents, id));
  const isAlone = (part: ExportPart) => format === 'nexus' && hasNumbersAlone(part, nodes);
  const valued = parts.filter(part => !isAlone(part));
  const written = valued.map(part => {
    const value = valueOf(part, contents, nodes, label);
    const isPlain = value.kind === 'map' && value.view === undefined;
    return isPlain && plane === 'transfer' ? { ...value, view: plane } : value;
  });
  if (format === 'nexus') {
    const line = recognisedLine(document, nodes, valued, written);
    const results = written.map((value, i) => ({ id: valued[i].id, value }));
    const alone = numbersAlone(parts.filter(isAlone), nodes);
    const metadata = soleMetadata(document, nodes, parts);
    const herfd = line?.facts ?? null;
    const output = { title, results, ...alone, provenance, metadata, herfd };
    await pause();
    const bytes = await writeH5(nexusTree(output, new Date().toISOString()));
    return { bytes: new Uint8Array(bytes), notes: line ? [line.note] : [] };
  }
  const [value] = written;
  return bytesOf(textOf(format, value, { title, provenance }), pause);
}

function textOf(format: 'csv' | 'ascii', value: Writable, about: TableContext): Iterable<string> {
  return format === 'ascii' && value.kind !== 'table' ? asciiOf(value, about) : csvOf(value, about);
}

/** A value with the labels of its inputs. */
function valueOf(
  part: ExportPart,
  contents: Recipe,
  nodes: Evaluation['nodes'],
  label: (key: string) => string
): Writable {
  const value = valueIn(part, contents, nodes);
  const { ref, key, name, profileOver } = part;
  const inputs = inputKeyOf(key) === null ? (nodes.get(ref.id)?.inputs ?? []) : [];
  const cut = profileOver && contents.steps.find(({ id }) => id === ref.id);
  const drawn = cut && value.kind === 'spectrum' ? inPlane(value, cut, profileOver) : value;
  return { ...withLabelsOf(drawn, inputs.map(label)), name };
}

/** The name of a scan in a file. */
function scanLabel({ scans }: Recipe, id: Id): string {
  const scan = scans.find(scan => scan.id === id);
  return scan ? scanTitle(scan, scans) : id;
}

/** Whether an item has numbers, and no value to be written. */
function hasNumbersAlone({ ref, key }: ExportPart, nodes: Evaluation['nodes']): boolean {
  const item = itemsOf(nodes, ref).find(item => item.key === key);
  return !item?.value && Object.keys(item?.part?.numbers ?? {}).length > 0;
}

/** The numbers of items that have nothing else; with several items with their names. */
function numbersAlone(
  parts: readonly ExportPart[],
  nodes: Evaluation['nodes']
): Pick<NexusOutput, 'numbers' | 'approximate'> {
  const found = parts.flatMap(({ ref, key, id }) => {
    const part = itemsOf(nodes, ref).find(item => item.key === key)?.part;
    return part ? [{ id, part }] : [];
  });
  const numbers = found.flatMap(({ id, part }) =>
    Object.entries(part.numbers).map(([name, number]) => {
      return [found.length > 1 ? `${id}_${name}` : name, number] as const;
    })
  );
  const approximate = [...new Set(found.flatMap(({ part }) => reasonsIn(part.warnings)))];
  return { numbers: Object.fromEntries(numbers), approximate };
}

/** The numbers of all items that have any. */
function numbersOf(
  parts: readonly ExportPart[],
  { title, provenance }: { title: string; provenance: Provenance },
  nodes: Evaluation['nodes']
): string {
  const found = parts.flatMap(({ ref, key }) => {
    const part = itemsOf(nodes, ref).find(item => item.key === key)?.part;
    return part ? [{ step: ref.id, item: key, part }] : [];
  });
  const rows = found.flatMap(({ step, item, part }) =>
    Object.entries(part.numbers).map(([name, number]) => ({ step, item, name, ...number }))
  );
  const marks = found.flatMap(({ step, part }) =>
    approximateComments(reasonsIn(part.warnings)).map(comment => `${step}: ${comment}`)
  );
  const comments = [...provenanceComments(provenance, { title }), ...new Set(marks)];
  return numberRowsCsv(rows, comments);
}

async function bytesOf(parts: Iterable<string>, pause: () => Promise<void>): Promise<MadeFile> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    pieces.push(encoder.encode(part));
    await pause();
  }
  return { bytes: joined(pieces), notes: [] };
}
