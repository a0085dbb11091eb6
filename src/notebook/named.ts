import type { Id, Ref } from '../analysis/document/index.js';
import { XESError } from '../base/errors.js';
import type { AnalysisModel } from '../model/index.js';
import type { IKernelPath } from './kernelpaths.js';

/**
 * An input of a step as named by a kernel: by an id or a label, in a Ref or on its own, or a scan
 * by its file.
 */
export type Named = string | (Omit<Ref, 'id'> & { id: string }) | INamedScan;

export interface INamedScan {
  readonly scan: IKernelPath;
  readonly entry?: string;
  readonly columns?: object;
  readonly channel?: string;
}

/**
 * The id of a scan or step, from its id or label. @throws XESError `analysis/edit` if there is
 * none, or several
 */
export function idOf(model: AnalysisModel, name: string): Id {
  const { scans, steps } = model.document;
  const entries = [...scans, ...steps];
  if (name === 'scans' || entries.some(({ id }) => id === name)) {
    return name;
  }
  const labelsOf = ({ id, label }: { id: Id; label?: string }) => [label, model.labelOfRef({ id })];
  const named = entries.filter(entry => labelsOf(entry).includes(name));
  if (named.length === 1) {
    return named[0].id;
  }
  const known = entries.map(({ id }) => id).join(', ') || 'none';
  throw new XESError(
    'analysis/edit',
    `${named.length === 0 ? 'No scan or step is' : `${named.length} scans and steps are`} called "${name}" in the viewer; there are ${known}.`
  );
}

/**
 * The input as named in a document.
 * @param scanOf returns the id of a scan by its file, adding it if necessary.
 */
export async function sourceOf(
  model: AnalysisModel,
  named: Named,
  scanOf: (named: INamedScan) => Promise<Id>
): Promise<Id | Ref> {
  if (typeof named === 'string') {
    return idOf(model, named);
  }
  if ('scan' in named) {
    const id = await scanOf(named);
    return named.channel === undefined ? id : { id, channel: named.channel };
  }
  return { ...named, id: idOf(model, named.id) };
}
