import { filePaths } from '../analysis/output/filenames.js';
import { plainName } from '../analysis/output/plainname.js';
import { nameOf } from '../analysis/scantitles.js';
import { titleOfStep, type AnalysisModel } from '../model/index.js';

/** File name, without extension, for what is shown; valid on every file system. */
export function shownName(model: AnalysisModel | null): string {
  const step = model?.activeStep;
  return fileNameOf(
    model && step ? titleOfStep(model.document, step) : nameOf(model?.active?.path ?? 'scan')
  );
}

/** Turn words into a file name without extension, as used for exported data. */
export function fileNameOf(words: string): string {
  return filePaths([[plainName(words) || 'figure']], '', [])[0];
}
