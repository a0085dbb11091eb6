import type { Row, RowState } from '../../model/index.js';

/** What is written small behind the label, which may already say what a step does. */
export function smallText({ kind, arm, points, depth, type, label }: Row): string {
  const own = depth === 1 ? '' : arm;
  const isSaid = type === 'step' && label.toLowerCase().startsWith(kind);
  return [isSaid ? '' : kind, type === 'item' ? '' : own, points]
    .filter(text => text !== '')
    .join(' ');
}

/** All that is known of a row, a line each. */
export function tooltip(row: Row): string {
  const { label, path, kind, arm, points, start, sample, error } = row;
  const facts: [string, string][] = [
    ['', label],
    ['', path === label ? '' : path],
    ['', [kind, arm].filter(text => text !== '').join(', ')],
    ['Points: ', points],
    ['Start: ', start.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(:\d\d)?).*$/, '$1 $2')],
    ['Sample: ', sample],
    ['', stateText(row)],
    ['', error ?? '']
  ];
  return facts
    .filter(([, text]) => text !== '')
    .map(([name, text]) => name + text)
    .join('\n');
}

const words: Record<RowState, string> = {
  none: '',
  waiting: 'Waiting',
  running: 'Under way',
  done: '',
  partly: 'Done in part',
  failed: 'Failed',
  off: 'Switched off',
  blocked: 'Blocked'
};

/** What became of a row, in words; empty where there is nothing to say. */
export function stateText({ state, progress, isStale }: Row): string {
  const percent = progress === null ? '' : `, ${Math.round(100 * progress)} %`;
  return words[state] + percent || (isStale ? 'Out of date' : '');
}

/** What stands for a state; what is under way turns instead. */
export const stateSigns: Record<RowState, string> = {
  none: '',
  waiting: '…',
  running: '',
  done: '',
  partly: '⚠',
  failed: '⚠',
  off: 'off',
  blocked: '…'
};
