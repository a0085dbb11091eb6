import type { Contents } from '@jupyterlab/services';

/**
 * Whether any of some missing files exists now. Folders are listed, starting from that of an
 * existing file: a request for a missing path fails, which browsers write to their console each
 * time.
 * @param paths JupyterLab paths.
 * @param beside path of an existing file.
 */
export async function isAnyThere(
  contents: Pick<Contents.IManager, 'get'>,
  paths: readonly string[],
  beside: string
): Promise<boolean> {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  const namesIn = (folder: string) => {
    const names = known.get(folder) ?? listed(contents, folder);
    known.set(folder, names);
    return names;
  };
  for (const path of paths) {
    if (await isThere(path, beside, namesIn)) {
      return true;
    }
  }
  return false;
}

async function isThere(
  path: string,
  beside: string,
  namesIn: (folder: string) => Promise<ReadonlySet<string>>
): Promise<boolean> {
  const [drive = ''] = /^[^/]*:/.exec(beside) ?? []; // if JupyterLab has several
  const parts = path.slice(drive.length).split('/');
  const others = beside.slice(drive.length).split('/').slice(0, -1);
  const shared = parts.findIndex((part, i) => part !== others[i] || i === parts.length - 1);
  for (let depth = shared; depth < parts.length; depth++) {
    const names = await namesIn(drive + parts.slice(0, depth).join('/'));
    if (!names.has(parts[depth])) {
      return false;
    }
  }
  return true;
}

async function listed(
  contents: Pick<Contents.IManager, 'get'>,
  folder: string
): Promise<ReadonlySet<string>> {
  const model = await contents.get(folder, { type: 'directory', content: true });
  const models = (model.content ?? []) as readonly Contents.IModel[];
  return new Set(models.map(({ name }) => name));
}
