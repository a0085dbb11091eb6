import type { Id } from '../analysis/document/types.js';
import type { Address, PageMessage } from './protocol.js';
import type { ComputeRequest } from './types.js';

/** Only scans and steps: the page may have more in its document. */
export function contentsOf({
  document: { scans, steps }
}: ComputeRequest): ComputeRequest['document'] {
  return { scans, steps };
}

/** A complete request, for a worker that has nothing of the document. */
export function wholeUpdate(
  request: ComputeRequest,
  place: { document: number; revision: number; addresses: ReadonlyMap<Id, Address> }
): PageMessage {
  const { demand, pins = [], isHidden } = request;
  const { document, revision } = place;
  return {
    type: 'update',
    document,
    revision,
    contents: contentsOf(request),
    addresses: [...place.addresses],
    demand,
    pins,
    isHidden
  };
}
