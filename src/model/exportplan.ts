import { endings, type DataFormat } from '../analysis/output/format.js';
import { filePaths } from '../analysis/output/filenames.js';
import { plainName } from '../analysis/output/plainname.js';
import type { ExportFile, ExportPart, FigureFile, WritableItem } from '../compute/exporttypes.js';
import type { AnalysisModel } from './analysismodel.js';
import { exportName, withoutTwins } from './exportrows.js';
import { planeShown } from './shownprofiles.js';
import { cutOfProfile } from './wanted.js';
import { nameOf } from '../analysis/scantitles.js';

/** A file to be made. */
export interface PlannedFile {
  /** With its extension; no folder. */
  name: string;
  file: ExportFile | FigureFile;
  /** Its contents, in words. */
  holds: string;
}

export interface ExportChoice {
  format: DataFormat;
  /**
   * Whether numbers are exported in addition to curves and maps; those of rows without either
   * always are.
   */
  hasNumbers: boolean;
}

/**
 * The files for items: a CSV or a .dat each (tables contain words, and are always CSV), one NeXus
 * file of all, and a CSV of all their numbers. Failed items have none.
 * @param path of the document.
 */
export function plannedFiles(
  model: AnalysisModel,
  items: readonly WritableItem[],
  { format, hasNumbers }: ExportChoice,
  path: string
): PlannedFile[] {
  const { view: plane } = model.view.map;
  const common = { plane: plane === 'transfer' ? plane : ('incident' as const) };
  const scans = new Set(model.document.scans.map(({ id }) => id));
  const profileOver = planeShown(model);
  const named = withoutTwins(model, items).map(item => ({
    ...item,
    ...(cutOfProfile(item.ref.id) === null ? {} : { profileOver }),
    name: exportName(model, item.ref, item.key),
    isOfScan: scans.has(item.ref.id)
  }));
  const written = named.filter(({ kind }) => kind !== null);
  const numbers = named.filter(
    item => (hasNumbers || item.kind === null) && Object.keys(item.numbers).length > 0
  );
  const base = nameOf(path).replace(/\.xes$/, '');
  if (format === 'nexus' && written.length === 0) {
    return numbersFile(numbers, base, { ...common, format });
  }
  const data =
    format === 'nexus' ? combinedFile(written, base, common) : fileOfEach(written, format, common);
  return [...data, ...numbersFile(numbers, base, common)];
}

type Common = Pick<ExportFile, 'plane'>;

/** NeXus can hold any number of results. */
function combinedFile(items: readonly NamedItem[], base: string, common: Common): PlannedFile[] {
  const [first] = items;
  if (items.length === 0) {
    return [];
  }
  const isOne = items.length === 1;
  const name = fileName(isOne ? fileWords(first) : `${base} results`) + endings.nexus;
  const title = isOne ? first.name : base;
  return [
    {
      name,
      file: { ...common, format: 'nexus', title, parts: partsOf(items) },
      holds: isOne ? holdsOf(first) : `${items.length} results`
    }
  ];
}

function fileOfEach(
  items: readonly NamedItem[],
  format: 'csv' | 'ascii',
  common: Common
): PlannedFile[] {
  const stems = distinctNames(items.map(fileWords));
  return items.map((item, i) => {
    const own = item.kind === 'table' ? 'csv' : format;
    const file = { ...common, format: own, title: item.name, parts: partsOf([item]) };
    return { name: stems[i] + endings[own], file, holds: holdsOf(item) };
  });
}

/** A CSV of all numbers, or NeXus if there is nothing else. */
function numbersFile(
  items: readonly NamedItem[],
  base: string,
  { format = 'numbers', ...common }: Common & { format?: 'numbers' | 'nexus' }
): PlannedFile[] {
  const count = items.reduce((sum, { numbers }) => sum + Object.keys(numbers).length, 0);
  if (count === 0) {
    return [];
  }
  const of = items.length === 1 ? items[0].name : base;
  const title = `Numbers of ${of}`;
  return [
    {
      name: fileName(`${of} numbers`) + endings[format === 'nexus' ? format : 'csv'],
      file: { ...common, format, title, parts: partsOf(items) },
      holds: count === 1 ? '1 number' : `${count} numbers`
    }
  ];
}

type NamedItem = WritableItem & Pick<ExportPart, 'name' | 'profileOver'> & { isOfScan: boolean };

/**
 * The words of a file name. A scan's own curve or map includes its kind: the file must not be
 * mistaken for the scan.
 */
function fileWords({ name, isOfScan, kind }: NamedItem): string {
  return isOfScan && kind !== 'table' && kind !== null ? `${name} ${kind}` : name;
}

/** `279517_1-CIE-9660.4-eV` from such words, valid on every file system. */
function fileName(text: string): string {
  return distinctNames([text])[0];
}

function distinctNames(texts: readonly string[]): string[] {
  return filePaths(
    texts.map(text => [plainName(text) || 'result']),
    '',
    []
  );
}

function partsOf(items: readonly NamedItem[]): ExportPart[] {
  const ids = distinctNames(items.map(({ name }) => name));
  return items.map(({ ref, key, name, profileOver }, i) => ({
    ref,
    key,
    id: ids[i],
    name,
    ...(profileOver ? { profileOver } : {})
  }));
}

const words = { spectrum: 'points', map: 'cells', table: 'rows' } as const;

function holdsOf({ kind, size }: WritableItem): string {
  const unit = kind === null ? '' : words[kind];
  return size === 1 ? `1 ${unit.replace(/s$/, '')}` : `${size} ${unit}`;
}
