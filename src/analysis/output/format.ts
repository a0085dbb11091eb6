/**
 * File formats for results: comma-separated, HDF5 with NeXus names, whitespace-separated columns.
 */
export type DataFormat = 'csv' | 'nexus' | 'ascii';

/** File extension of each, with its dot. */
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

/** The format by the extension of a name; null for another extension. */
export function formatOfName(name: string): DataFormat | null {
  const formats = Object.keys(patterns) as DataFormat[];
  return formats.find(format => patterns[format].test(name)) ?? null;
}
