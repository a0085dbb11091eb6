import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deserialise, type AnalysisDocument } from '../analysis/index.js';
import { recipeSteps } from '../analysis/run.js';
import { requireStep } from '../analysis/steps/index.js';
import { fileError } from '../io/node.js';
import { XESError } from '../science/errors.js';

/**
 * Read an analysis that is to be run: its steps have to be known and told what they need.
 * @throws XESError those of `deserialise`, `file/not-found`, `analysis/no-steps`, `step/unknown`,
 * `step/parameter`
 */
export function readAnalysis(file: string): AnalysisDocument {
  const document = deserialise(textOf(file));
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

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(file, error);
  }
}

/** The scans an analysis names, by paths from here. */
export function scansOf(file: string, { scans }: AnalysisDocument): string[] {
  return scans.map(scan => path.join(path.dirname(file), scan.path));
}
