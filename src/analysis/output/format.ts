/** The kinds of files that results are written as: comma-separated, HDF5 with NeXus' names, columns apart by blanks. */
export type DataFormat = 'csv' | 'nexus' | 'ascii';

/** The ending of each, with its dot. */
export const endings: Readonly<Record<DataFormat, string>> = {
  csv: '.csv',
  nexus: '.nxs',
  ascii: '.dat'
};

const patterns: Readonly<Record<DataFormat, RegExp>> = {
  csv: /\.csv$/i,
  nexus: /\.(nxs|h5|hdf5)$/i,
  ascii: /\.dat$/i
};

/** The format by the ending of a name; null for another ending. */
export function formatOfName(name: string): DataFormat | null {
  const formats = Object.keys(patterns) as DataFormat[];
  return formats.find(format => patterns[format].test(name)) ?? null;
}
