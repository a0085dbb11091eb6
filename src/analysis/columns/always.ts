import type { FileListing, ScanMapping } from '../../formats/mapping/types.js';
import { schemaOfMapping } from '../../formats/schema/schemaofmapping.js';

/** The user's description of a file's arrays, for all files like it. */
export interface DescribedFile {
  /** Path of the file in JupyterLab. */
  readonly path: string;
  readonly listing: FileListing;
  readonly columns: ScanMapping;
}

/** The facility schema, as JSON, that reads files like this one in the same way. */
export function schemaOfColumns({ path, listing, columns }: DescribedFile): object {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const { head } = listing;
  return schemaOfMapping(listing, columns, { fileName, ...(head === undefined ? {} : { head }) });
}
