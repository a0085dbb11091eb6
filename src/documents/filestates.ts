import type { AnalysisDocument } from '../analysis/document/index.js';
import { holdsSameWork, readDocument } from '../analysis/document/index.js';
import { asXESError, XESError } from '../base/errors.js';
import { documentIn } from './documentin.js';

/** How an open analysis stands to its file. */
export type FileState =
  | { kind: 'same' }
  /** The file was changed, and so was the analysis. */
  | { kind: 'both' }
  /** The file holds no analysis, or a part of one. */
  | { kind: 'invalid'; why: string }
  | { kind: 'gone' };

export interface IFound {
  /** What the file holds. */
  text: string;
  /** What it held before; null where that is not known. */
  before: string | null;
  /** The open document's text. */
  mine: string;
  /** Whether that is not saved. */
  isDirty: boolean;
}

/** What is done about a file whose contents changed. */
export type Answer = 'take' | 'go-on' | 'ask' | { why: string };

export function answerTo({ text, before, mine, isDirty }: IFound): Answer {
  if (text === before) {
    return 'go-on';
  }
  const theirs = analysisIn(text);
  const shown = documentIn(mine);
  if (theirs instanceof XESError) {
    return shown || isDirty ? { why: theirs.message } : 'take'; // nothing is shown that could be kept
  }
  if (!isDirty || (shown && holdsSameWork(theirs, shown))) {
    return 'take';
  }
  const old = documentIn(before);
  return old && holdsSameWork(theirs, old) ? 'go-on' : 'ask'; // it is looked at otherwise, at most
}

/** What a file holds; that it holds nothing is no empty analysis, but one that is being written. */
function analysisIn(text: string): AnalysisDocument | XESError {
  if (text.trim() === '') {
    return new XESError('analysis/invalid', 'The file is empty.');
  }
  try {
    return readDocument(text);
  } catch (error) {
    return asXESError(error, 'analysis/invalid');
  }
}
