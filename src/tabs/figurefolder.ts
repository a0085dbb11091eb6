import type { Contents } from '@jupyterlab/services';
import { isWritable, writeNew } from '../documents/exportfolder.js';
import { folderOf } from '../documents/paths.js';
import type { IFigureFolder } from '../widgets/paper/types.js';

/** The folder of a document, for figures. @param path of the document. */
export function figureFolder(contents: Contents.IManager, path: () => string): IFigureFolder {
  const folder = () => folderOf(contents, path());
  return {
    look: async () => ({
      name: contents.localPath(folder()),
      isWritable: await isWritable(contents, folder())
    }),
    write: (file, onPiece) => writeNew(contents, folder(), file, onPiece)
  };
}
