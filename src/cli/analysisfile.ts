import path from 'node:path';
import { deserialise, type AnalysisDocument } from '../analysis/index.js';
import { recipeSteps } from '../analysis/run.js';
import { requireStep } from '../analysis/steps/index.js';
import { XESError } from '../science/errors.js';
import type { Reads } from './reads.js';

/**
 * Read an analysis that is to be run: its steps have to be known and told what they need.
 * @throws XESError those of `deserialise`, `file/not-found`, `analysis/no-steps`, `step/unknown`,
 * `step/parameter`
 */
export function readAnalysis(file: string, reads: Reads): AnalysisDocument {
  const document = deserialise(reads.text(file));
  const steps = recipeSteps(document);
  if (steps.length === 0) {
    throw new XESError(
      'analysis/no-steps',
      `${file} has neither cuts nor steps: there is nothing to do. Add some, and save it.`
    );
  }
  steps.forEach(({ step, parameters }) => requireStep(step).complete(parameters));
  return document;
}

/** The scans an analysis names, by paths from here. @throws XESError `analysis/invalid` */
export function scansOf(file: string, { scans }: AnalysisDocument): string[] {
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
