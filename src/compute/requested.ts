import type { Id } from '../analysis/document/types.js';
import type { Address, PageMessage } from './protocol.js';
import type { ComputeRequest } from './types.js';

/** Scans and steps alone: the page may keep more in its document. */
export function contentsOf({
  document: { scans, steps }
}: ComputeRequest): ComputeRequest['document'] {
  return { scans, steps };
}

/** A request as a worker gets it that knows nothing of the document. */
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
