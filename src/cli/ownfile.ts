import { readFileSync, statSync } from 'node:fs';
import { creator } from '../base/creator.js';
import { isOwnFigure } from '../figures/paper/ownmark.js';
import { creatorOfFile } from '../io/node.js';
import { isSummary } from './summary.js';

/** A table larger than this is not by this program (bytes). */
const maxBytes = 2 ** 28;

/**
 * Whether a file may be replaced: it is empty, or its contents show that this program wrote it. A
 * file that can't be read does not, nor does a plain table, which may be the only copy of someone's
 * data.
 */
export async function isOwnFile(path: string): Promise<boolean> {
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > maxBytes) {
      return stat.isFile() && (await creatorOfFile(path)) === creator;
    }
    const bytes = readFileSync(path);
    return (
      stat.size === 0 ||
      isOwnTable(bytes.toString('utf8')) ||
      isOwnFigure(bytes.toString('latin1')) ||
      (await creatorOfFile(path)) === creator
    );
  } catch {
    return false;
  }
}

/**
 * Names, numbers, and the comments at the end of every CSV of this program, or at the head of its
 * .dat; or a summary of a run.
 */
function isOwnTable(text: string): boolean {
  if (isSummary(text)) {
    return true;
  }
  const comments = text.startsWith('# title: ') ? headOf(text) : footOf(text);
  return (
    comments.some(line => line.startsWith(`# made by: ${creator} `)) &&
    comments.some(line => line.startsWith(`# command: ${creator} `))
  );
}

/** The comments below the rows of a CSV; none if anything else is there. */
function footOf(text: string): readonly string[] {
  const at = text.indexOf('\n# title: ');
  const comments = text.slice(at + 1).split('\n');
  const isWhole =
    comments.pop() === '' && at > 0 && !/^[#\uFEFF\x89]/.test(text) && comments.every(isComment);
  return isWhole ? comments : [];
}

/**
 * The comments above the rows of a .dat, which has none below its rows; none if anything else is
 * there.
 */
function headOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const end = lines.findIndex(line => !isComment(line));
  const rows = lines.slice(end);
  const isWhole = rows.pop() === '' && rows.every(row => /^ (-?[\d.e+-]+|NaN)( |$)/.test(row));
  return isWhole ? lines.slice(0, end) : [];
}

function isComment(line: string): boolean {
  return line.startsWith('# ');
}
