import type { Address, HeldBytes } from './protocol.js';
import type { Previews } from './previews.js';
import type { ScanStore } from './store.js';
import type { WantedDocument } from './wanted.js';

/** Memory of store, previews and memo, by document: a shared scan counts for a visible document. */
export function heldBytes(
  store: ScanStore,
  previews: Previews,
  results: number,
  documents: Iterable<WantedDocument>
): HeldBytes {
  const counted = new Set<Address>();
  const bySight = [...documents].sort((a, b) => Number(a.isHidden) - Number(b.isHidden));
  const shares = bySight.map(({ id, addresses }) => {
    let bytes = 0;
    for (const address of addresses) {
      bytes += counted.has(address) ? 0 : store.bytesOf(address) + previews.bytesOf(address);
      counted.add(address);
    }
    return [id, bytes] as const;
  });
  return { scans: store.bytes + previews.bytes, results, documents: shares };
}

/** Scans of a document to which no visible document refers: they can be evicted. */
export function onlyOf(
  document: WantedDocument,
  documents: Iterable<WantedDocument>
): ReadonlySet<Address> {
  const addresses = new Set(document.addresses);
  for (const other of documents) {
    if (other !== document && !other.isHidden) {
      other.addresses.forEach(address => addresses.delete(address));
    }
  }
  return addresses;
}
