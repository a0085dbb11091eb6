import path from 'node:path';
import type { ReadChoice } from '../formats/mapping/types.js';
import { isEqual } from '../analysis/document/json.js';
import { readChoiceOf } from '../analysis/document/readchoice.js';
import { readDocument } from '../analysis/document/read.js';
import { scansId } from '../analysis/document/ids.js';
import { idOf } from '../analysis/document/refs.js';
import type { AnalysisDocument, Id, ScanEntry, StepEntry } from '../analysis/document/types.js';
import { requireStep } from '../analysis/steps/index.js';
import { inputsOf, type Inputs } from '../analysis/steps/step.js';
import { XESError } from '../base/errors.js';
import { usage } from './arguments.js';
import type { Reads } from './reads.js';

/**
 * Read an analysis to be run: its steps must be known and have all required parameters.
 * @throws XESError those of `readDocument`, `file/not-found`, `analysis/no-steps`, `step/unknown`,
 * `step/parameter`
 */
export function readAnalysis(file: string, reads: Reads): ReadAnalysis {
  return analysisOf(reads.text(file), file);
}

/**
 * Read an analysis from text; `file` is its name in messages.
 * @throws XESError those of `readAnalysis`
 */
export function analysisOf(text: string, file: string): ReadAnalysis {
  const document = readDocument(text);
  const { steps } = document;
  if (steps.length === 0) {
    throw new XESError(
      'analysis/no-steps',
      `${file} has neither cuts nor steps: there is nothing to do. Add some, and save it.`
    );
  }
  const rules = steps.map(({ step: name, parameters }) => {
    const step = requireStep(name);
    return inputsOf(step, step.complete(parameters));
  });
  const first = Math.max(steps.findIndex(worksOnScans), 0);
  const isOfAll = takesSeveral(steps[first], rules[first]) && versionOf(text) >= together;
  return { document, isOfAll };
}

function worksOnScans({ from }: StepEntry): boolean {
  return from.some(source => idOf(source) === scansId);
}

/**
 * Whether a step works on several scans together: not if its other inputs leave room for one scan
 * only.
 */
function takesSeveral({ from }: StepEntry, rule: Inputs): boolean {
  if (rule === 'each') {
    return false;
  }
  const others = from.filter(source => idOf(source) !== scansId);
  return others.length === from.length || (rule.atMost ?? Infinity) - others.length > 1;
}

/** An analysis to be run. */
export interface ReadAnalysis {
  document: AnalysisDocument;
  /** Whether the first step that works on the scans combines several of them. */
  isOfAll: boolean;
}

/**
 * Recipes of earlier versions are run on each scan separately, whatever their first step is, as
 * before.
 */
const together = 3;

function versionOf(text: string): number {
  return Number((JSON.parse(text.replace(/^\uFEFF/, '')) as { version?: unknown }).version);
}

/** A scan of an analysis, or a file that replaces it. */
export interface AnalysisScan {
  file: string;
  /** Its id, if steps may refer to it. */
  id?: Id;
  /** How its file is read, as far as the analysis specifies it. */
  choice?: ReadChoice;
}

/**
 * How files that replace an analysis' own scans are read: with their columns, if these are the same
 * for all. The entry of each scan in its file does not apply to other files.
 */
export function choiceOfSamples(samples: readonly AnalysisScan[]): ReadChoice {
  const columns = samples.map(({ choice }) => choice?.columns);
  const [first, ...others] = columns;
  const isShared = others.every(item => isEqual(item, first));
  return first && isShared ? { columns: first } : {};
}

/** Files that replace scans, by id, from words such as `s1=FILE`. @throws XESError `cli/usage` */
export function replacements(
  words: readonly string[],
  { scans }: AnalysisDocument
): ReadonlyMap<Id, string> {
  const files = new Map(
    words.map((word): [Id, string] => {
      const at = word.indexOf('=');
      const id = word.slice(0, Math.max(0, at));
      if (!scans.some(scan => scan.id === id) || at === word.length - 1) {
        const ids = scans.map(scan => scan.id).join(', ') || 'none';
        throw usage(
          { name: 'run' },
          `--replace is "${word}"; it must be ID=FILE with the id of a scan of the analysis (${ids}).`
        );
      }
      return [id, word.slice(at + 1)];
    })
  );
  if (files.size < words.length) {
    throw usage({ name: 'run' }, '--replace names a scan twice: say one file for it.');
  }
  return files;
}

/** Replaced scans are not samples: each is used where a step refers to it. */
export function withReferences(
  document: AnalysisDocument,
  replaced: ReadonlyMap<Id, string>
): AnalysisDocument {
  const scans = document.scans.map(scan =>
    replaced.has(scan.id) ? { ...scan, role: 'reference' as const } : scan
  );
  return { ...document, scans };
}

/** The scans of an analysis by role. @throws XESError `analysis/invalid` */
export function analysisScans(
  file: string,
  scans: readonly ScanEntry[],
  replaced: ReadonlyMap<Id, string>
): { samples: AnalysisScan[]; references: AnalysisScan[] } {
  const isReference = ({ role }: ScanEntry) => role === 'reference';
  const placed = (some: readonly ScanEntry[]) => {
    const paths = scanPaths(
      file,
      some.filter(({ id }) => !replaced.has(id))
    ).values();
    return some.map(scan => ({
      id: scan.id,
      file: replaced.get(scan.id) ?? paths.next().value ?? '',
      choice: readChoiceOf(scan)
    }));
  };
  return {
    samples: placed(scans.filter(scan => !isReference(scan))),
    references: placed(scans.filter(isReference))
  };
}

/**
 * Paths of the scans of an analysis, relative to the working directory.
 * @throws XESError `analysis/invalid`
 */
function scanPaths(file: string, scans: readonly ScanEntry[]): string[] {
  return scans.map(scan => {
    const isAbsolute = path.posix.isAbsolute(scan.path) || path.win32.isAbsolute(scan.path);
    if (isAbsolute || scan.path.includes('\0')) {
      throw new XESError(
        'analysis/invalid',
        `${file} names the scan ${JSON.stringify(scan.path)}: it has to be a path from the folder of the analysis. Name the scans on the command line, or correct it.`
      );
    }
    return path.join(path.dirname(file), scan.path);
  });
}
