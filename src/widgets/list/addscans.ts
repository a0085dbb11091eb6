import { Notification } from '@jupyterlab/apputils';
import type { Id } from '../../analysis/document/index.js';
import type { ReadChoice } from '../../formats/mapping/types.js';
import type { AnalysisModel } from '../../model/index.js';

/** Most names in a sentence. */
const mostNamed = 3;

/**
 * Add scans to an analysis. Scans that are already there and files without scans are reported;
 * otherwise nothing would seem to have happened. If all are already there, they are selected.
 * @param paths in JupyterLab. @param nameOf path in the analysis for a path; null if it can't be a
 * scan's.
 * @returns the ids of all. @throws XESError `analysis/too-large`, `analysis/edit`
 */
export function addScans(
  model: AnalysisModel,
  paths: readonly string[],
  nameOf: (path: string) => string | null,
  choice?: ReadChoice
): readonly Id[] {
  const before = new Set(model.document.scans.map(({ id }) => id));
  const names = paths.map(nameOf);
  const ids = model.addScans(
    names.filter(name => name !== null),
    choice
  );
  const existing = [...new Set(ids)].filter(id => before.has(id));
  if (existing.length > 0 && existing.length === new Set(ids).size) {
    model.select(existing.map(id => ({ id })));
  }
  const others = paths.filter((_, i) => names[i] === null);
  const message = [
    ...sentence(
      existing.map(id => model.labelOfRef({ id })),
      ['is already in this analysis', 'are already in this analysis']
    ),
    ...sentence(
      others.map(path => path.slice(path.lastIndexOf('/') + 1)),
      ['is not a file type that can be read here', 'are not file types that can be read here']
    )
  ].join(' ');
  if (message !== '') {
    Notification.info(message, { autoClose: 6000 });
  }
  return ids;
}

function sentence(names: readonly string[], [one, several]: readonly [string, string]): string[] {
  const named = names.slice(0, mostNamed).join(', ');
  const rest = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  return names.length === 0 ? [] : [`${named}${rest} ${names.length === 1 ? one : several}.`];
}
