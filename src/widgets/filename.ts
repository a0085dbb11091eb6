import { filePaths } from '../analysis/output/filenames.js';
import { plainName } from '../analysis/output/plainname.js';
import { nameOf } from '../analysis/scantitles.js';
import { titleOfStep, type AnalysisModel } from '../model/index.js';

/** How a file of what is shown is called, without its ending: as every disk takes it. */
export function shownName(model: AnalysisModel | null): string {
  const step = model?.activeStep;
  return fileNameOf(
    model && step ? titleOfStep(model.document, step) : nameOf(model?.active?.path ?? 'scan')
  );
}

/** Words as the name of a file, without an ending, as exported data have it. */
export function fileNameOf(words: string): string {
  return filePaths([[plainName(words) || 'figure']], '', [])[0];
}
