import type { AnalysisDocument, ScanEntry, StepEntry } from '../analysis/document/index.js';
import { originOf } from '../analysis/evaluate/index.js';
import type { DrawnValue, ShownOutcome } from '../compute/types.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import { shortKindText } from '../analysis/kindtext.js';
import { scanTitle } from '../analysis/scantitles.js';
import { outputInWords } from '../analysis/steps/joinedname.js';
import { aboutItem, labelOf, titleOfStep, wordsOf } from '../analysis/titles.js';
import type { Place } from './places.js';
import { waitsFor } from './rowsentences.js';
import type { ModelScan } from './types.js';

/** The state of a row's result; `none`: it was not requested. */
export type RowState =
  'none' | 'waiting' | 'running' | 'done' | 'partly' | 'failed' | 'off' | 'blocked';

/** The contents of a row. */
export interface RowContents {
  readonly label: string;
  /** `RXES`, `XES`, `HERFD-XANES`, `absorption` …, for a step its title; empty if not known. */
  readonly kind: string;
  readonly arm: string;
  /** Such as `17×74`, or `900 of 1258` for a scan that stopped early. */
  readonly points: string;
  /** Start of a scan, according to its file. */
  readonly start: string;
  readonly sample: string;
  /** JupyterLab path of a scan; empty for other rows. */
  readonly path: string;
  readonly state: RowState;
  /** From 0 to 1; null if not known. */
  readonly progress: number | null;
  /** Why there is no result, or what it waits for, as a sentence. */
  readonly error: string | null;
}

const plain: Omit<RowContents, 'label'> = {
  kind: '',
  arm: '',
  points: '',
  start: '',
  sample: '',
  path: '',
  state: 'none',
  progress: null,
  error: null
};

/**
 * The row of a scan, or of one of its arms.
 * @param scan null if nothing is known about it.
 * @param all scans of the document.
 */
export function scanContents(
  { ref }: Place,
  entry: ScanEntry,
  scan: ModelScan | null,
  all: readonly ScanEntry[]
): RowContents {
  const { facts = null, path = entry.path } = scan ?? {};
  const reference = entry.role === 'reference' ? ', reference' : '';
  return {
    ...plain,
    label: ref.channel ?? scanTitle(entry, all),
    kind: facts ? `${kindOf(facts, ref.channel)}${reference}` : '',
    arm: ref.channel ?? armsOf(facts),
    points: pointsOfScan(facts),
    start: facts?.metadata.startTime ?? '',
    sample: facts?.metadata.sample ?? '',
    path,
    ...progressOfScan(scan)
  };
}

/** @param channel name of the row's arm; undefined: the whole scan. */
function kindOf({ kind, channels }: ScanFacts, channel: string | undefined): string {
  const arm = channels.find(({ name }) => name === channel);
  const hasEmission = (arm ? [arm] : channels).some(({ emission }) => emission !== null);
  return shortKindText(arm?.kind ?? kind, hasEmission);
}

/** With more arms than this, as a table may have, only their number is shown. */
const maxNamed = 4;

function armsOf(facts: ScanFacts | null): string {
  const names = (facts?.channels ?? []).map(({ name }) => name);
  return names.length > maxNamed
    ? `${names.length} curves`
    : names.filter(name => name !== 'default').join(' + ');
}

function pointsOfScan(facts: ScanFacts | null): string {
  if (!facts) {
    return '';
  }
  const { measured, planned } = facts.points;
  return measured < planned ? `${measured} of ${planned}` : facts.shape.join('×');
}

function progressOfScan(scan: ModelScan | null): Pick<RowContents, 'state' | 'progress' | 'error'> {
  const { state = 'waiting', error = null, progress = null } = scan ?? {};
  if (error) {
    return { state: 'failed', progress: null, error: error.message };
  }
  if (state === 'loading') {
    const { bytes = 0, total = null } = progress ?? {};
    const part = total ? Math.min(1, bytes / total) : null;
    return { state: 'running', progress: part, error: null };
  }
  const known = { waiting: 'none', ready: 'done', released: 'done', failed: 'failed' } as const;
  return { state: known[state], progress: null, error: null };
}

/** The row of a step, of one of its items, or of a further output. @param value the drawn one. */
export function stepContents(
  document: AnalysisDocument,
  { ref, type }: Place,
  entry: StepEntry,
  outcome: ShownOutcome | null,
  value: DrawnValue | null
): RowContents {
  const [key] = ref.only ?? [];
  const isItem = type === 'item' && key !== undefined;
  const outputLabel =
    ref.output === undefined ? titleOfStep(document, entry) : outputInWords(ref.output);
  return {
    ...plain,
    label: isItem ? labelOf(document, key) : outputLabel,
    kind: type === 'step' ? wordsOf(entry.step) : '',
    arm: (isItem && originOf(key).channel) || '',
    points: value ? pointsOfValue(value) : '',
    ...(entry.off
      ? { state: 'off' as const }
      : isItem
        ? itemState(document, key, outcome)
        : stepState(document, entry, outcome))
  };
}

type Progress = Pick<RowContents, 'state' | 'progress' | 'error'>;

function stepState(
  document: AnalysisDocument,
  { id, from }: StepEntry,
  outcome: ShownOutcome | null
): Progress {
  if (!outcome) {
    return { state: 'none', progress: null, error: null };
  }
  const { state, progress, error, items, inputs } = outcome;
  const about = (message: string, key: string) => aboutItem(document, message, key, inputs);
  const part = progress && progress.total > 0 ? progress.done / progress.total : null;
  if (state === 'blocked') {
    return { state, progress: null, error: waitsFor(document, outcome.blockedBy ?? from) };
  }
  if (state === 'partly') {
    const failed = [...items].filter(([, item]) => item.error);
    const [first] = failed;
    const why = first?.[1].error ? ` ${about(first[1].error.message, first[0])}` : '';
    return { state, progress: null, error: `${failed.length} of ${items.size} failed.${why}` };
  }
  return { state, progress: part, error: error && about(error.message, id) };
}

function itemState(
  document: AnalysisDocument,
  key: string,
  outcome: ShownOutcome | null
): Progress {
  const item = outcome?.items.get(key);
  const error = item?.error
    ? aboutItem(document, item.error.message, key, outcome?.inputs ?? [])
    : null;
  const failed = outcome?.state === 'failed' && outcome.items.size === 0;
  return { state: item?.state ?? (failed ? 'failed' : 'none'), progress: null, error };
}

function pointsOfValue(value: DrawnValue): string {
  switch (value.kind) {
    case 'map':
      return `${value.incident.length}×${value.emission.length}`;
    case 'spectrum':
      return String(value.energy.length);
    case 'table':
      return '';
  }
}
