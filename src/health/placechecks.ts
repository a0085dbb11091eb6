import type { ICheck } from './check.js';

/** All that takes part is of one version. */
export const versionsCheck: ICheck = {
  id: 'versions',
  title: 'Versions',
  run: async environment => {
    const versions = environment.versions();
    const own = versions['jupyterlab-xes'] ?? null;
    const answered = (await environment.server?.())?.version ?? null;
    const server = answered?.startsWith('0+') ? null : answered; // a source tree that was never installed
    const ok = own !== null && (server === null || server === own);
    const known = Object.entries({ ...versions, ...(server ? { server } : {}) });
    return {
      ok,
      detail: known.map(([name, version]) => `${name} ${version ?? 'unknown'}`).join(', '),
      remedy: `The page runs ${own}, the server ${server}: restart the server, then reload the page.`
    };
  }
};

const oldestNode = 20;

export const nodeCheck: ICheck = {
  id: 'node',
  title: 'Node',
  run: ({ node }) =>
    node === undefined
      ? null
      : Promise.resolve({
          ok: Number.parseInt(node, 10) >= oldestNode,
          detail: node,
          remedy: `Install Node ${oldestNode} or newer.`
        })
};

/** Without ranges only small files can be opened. */
export const rangeCheck: ICheck = {
  id: 'range',
  title: 'Parts of files (Range)',
  run: environment => environment.range?.().then(rangeAnswer) ?? null
};

function rangeAnswer(answer: { path: string; status: number; bytes: number } | null) {
  if (!answer) {
    return { ok: true, detail: 'no scan is open to ask for', remedy: '' };
  }
  const { path, status, bytes } = answer;
  return {
    ok: status === 206 && bytes === 8,
    detail: `${path}: answer ${status}, ${bytes} of 8 bytes`,
    remedy:
      status === 200
        ? 'A proxy takes the Range header away: ask the administrator to pass it on.'
        : 'Log in again and reload the page; is the scan still there?'
  };
}

/** What must outlive the browser is kept there. */
export const databaseCheck: ICheck = {
  id: 'database',
  title: "The browser's database (IndexedDB)",
  run: environment =>
    environment.database?.().then(
      ok => ({ ok, ...databaseWords(ok ? 'keeps what is written' : 'lost what was written') }),
      (error: unknown) => ({ ok: false, ...databaseWords(String(error)) })
    ) ?? null
};

function databaseWords(detail: string) {
  const remedy =
    'Leave private browsing or allow site data; until then unsaved work does not outlive the browser.';
  return { detail, remedy };
}

/** The extension of the server: log files, figures of its process. */
export const serverCheck: ICheck = {
  id: 'server',
  title: 'Server extension',
  run: environment =>
    environment.server?.().then(about => ({
      ok: about !== null,
      optional: true,
      detail: about
        ? `version ${about.version}${about.features.length ? `: ${about.features.join(', ')}` : ''}`
        : 'not there',
      remedy:
        'Install the Python package jupyterlab_xes where the server runs and restart it. Without it the viewer works; logs go through the file browser.'
    })) ?? null
};

/** Reports are written beside the work. */
export const folderCheck: ICheck = {
  id: 'folder',
  title: 'Folder for reports',
  run: environment =>
    environment.folder?.().then(({ path, isWritable }) => ({
      ok: isWritable,
      detail: `${path || '/'} ${isWritable ? 'can be written' : 'is read-only'}`,
      remedy:
        'Work in a folder that can be written: reports and analyses are kept beside your notebook.'
    })) ?? null
};

export const pythonCheck: ICheck = {
  id: 'python',
  title: 'Python package',
  run: environment =>
    environment.python?.().then(({ version, asked }) => ({
      ok: version !== null,
      optional: true,
      detail: version === null ? `not found by ${asked.join(', ')}` : `${version} (${asked[0]})`,
      remedy:
        'Only notebooks and JupyterLab need it: pip install jupyterlab_xes in their environment.'
    })) ?? null
};
