import type { AnalysisDocument } from '../analysis/document/index.js';
import { holdsSameWork, readDocument } from '../analysis/document/index.js';
import { asXESError, XESError } from '../base/errors.js';
import { documentIn } from './documentin.js';

/** The state of an open analysis relative to its file. */
export type FileState =
  | { kind: 'same' }
  /** Both the file and the analysis were changed. */
  | { kind: 'both' }
  /** The file contains no analysis, or a part of one. */
  | { kind: 'invalid'; why: string }
  | { kind: 'gone' };

export interface IFound {
  /** The contents of the file. */
  text: string;
  /** The previous contents; null if not known. */
  before: string | null;
  /** The open document's text. */
  mine: string;
  /** Whether the document has unsaved changes. */
  isDirty: boolean;
}

/** How to handle a file whose contents changed. */
export type Answer = 'take' | 'go-on' | 'ask' | { why: string };

export function answerTo({ text, before, mine, isDirty }: IFound): Answer {
  if (text === before) {
    return 'go-on';
  }
  const fileDocument = analysisIn(text);
  const shown = documentIn(mine);
  if (fileDocument instanceof XESError) {
    return shown || isDirty ? { why: fileDocument.message } : 'take'; // nothing shown would be lost
  }
  if (!isDirty || (shown && holdsSameWork(fileDocument, shown))) {
    return 'take';
  }
  const old = documentIn(before);
  return old && holdsSameWork(fileDocument, old) ? 'go-on' : 'ask'; // at most the view differs
}

/** The contents of a file; an empty file is not an empty analysis, but one being written. */
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
