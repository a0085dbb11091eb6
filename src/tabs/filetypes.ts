import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { tableExtensions } from '../documents/pathkinds.js';
import { xesIcon } from '../widgets/icon.js';

/** Files the viewer opens; a null format makes JupyterLab fetch no content. */
export const fileTypes: DocumentRegistry.IFileType[] = [
  fileType('xes-nexus', 'NeXus scan', ['.nxs'], null),
  fileType('xes-hdf5', 'HDF5 scan', ['.h5', '.hdf5', '.hdf'], null),
  fileType('xes-gda', 'GDA ASCII scan', ['.dat'], 'text'),
  fileType('xes-table', 'Table of a spectrum or map', tableExtensions, 'text'),
  fileType('xes-analysis', 'XES analysis', ['.xes.json'], 'text')
];

function fileType(
  name: string,
  displayName: string,
  extensions: readonly string[],
  fileFormat: 'text' | null
): DocumentRegistry.IFileType {
  return {
    name,
    displayName,
    extensions: [...extensions],
    fileFormat,
    contentType: 'file',
    mimeTypes: [],
    icon: xesIcon
  };
}
