import type { Contents } from '@jupyterlab/services';
import type { IExporting } from '../../../src/documents/exporting';
import type { AnalysisModel } from '../../../src/model';

/** What a server answers with a status. */
export const answered = (status: number) =>
  Object.assign(new Error(String(status)), { response: { status } });

/** An export from a document in the folder `d`, and its written and downloaded files. */
export function exportingOf(
  model: AnalysisModel,
  server: {
    get: (path: string) => Promise<unknown>;
    /** Reason why a path cannot be written; null if it can. */
    refusal: (path: string) => Error | null;
  }
) {
  const [written, downloaded]: string[][] = [[], []];
  const contents = {
    localPath: (path: string) => path,
    resolvePath: (root: string, path: string) => `${root}/${path}`,
    driveName: () => '',
    get: server.get,
    save: (path: string) => {
      const refusal = server.refusal(path);
      if (refusal) {
        return Promise.reject(refusal);
      }
      written.push(path);
      return Promise.resolve({});
    },
    delete: () => Promise.resolve()
  } as unknown as Contents.IManager;
  const options: IExporting = {
    contents,
    model,
    path: 'd/zno.xes.json',
    download: name => downloaded.push(name),
    withNotice: (_, work) => work({ signal: new AbortController().signal, show: () => undefined })
  };
  return { options, written, downloaded };
}
