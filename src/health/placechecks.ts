import type { ICheck } from './check.js';

/** Page and server have the same version. */
export const versionsCheck: ICheck = {
  id: 'versions',
  title: 'Versions',
  run: async environment => {
    const versions = environment.versions();
    const page = versions['jupyterlab-xes'] ?? null;
    const reported = (await environment.server?.())?.version ?? null;
    const server = reported?.startsWith('0+') ? null : reported; // a source tree, never installed
    const ok = page !== null && (server === null || server === page);
    const known = Object.entries({ ...versions, ...(server ? { server } : {}) });
    return {
      ok,
      detail: known.map(([name, version]) => `${name} ${version ?? 'unknown'}`).join(', '),
      remedy: `The page runs ${page}, the server ${server}: restart the server, then reload the page.`
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
        ? 'A proxy removes the Range header: ask the administrator to pass it on.'
        : 'Log in again and reload the page; is the scan still there?'
  };
}

/** The database that stores work and reports for crash recovery. */
export const databaseCheck: ICheck = {
  id: 'database',
  title: "The browser's database (IndexedDB)",
  run: environment =>
    environment.database?.().then(
      ok => ({ ok, ...databaseAnswer(ok ? 'stores values' : 'lost a value') }),
      (error: unknown) => ({ ok: false, ...databaseAnswer(String(error)) })
    ) ?? null
};

function databaseAnswer(detail: string) {
  const remedy =
    'Leave private browsing or allow site data; until then unsaved work does not outlive the browser.';
  return { detail, remedy };
}

/** The server extension: log files, figures of its process. */
export const serverCheck: ICheck = {
  id: 'server',
  title: 'Server extension',
  run: environment =>
    environment.server?.().then(about => ({
      ok: about !== null,
      optional: true,
      detail: about
        ? `version ${about.version}${about.features.length ? `: ${about.features.join(', ')}` : ''}`
        : 'not installed',
      remedy:
        'Install the Python package jupyterlab_xes where the server runs and restart it. Without it the viewer works; logs go through the file browser.'
    })) ?? null
};

/** Reports are written next to the work. */
export const folderCheck: ICheck = {
  id: 'folder',
  title: 'Folder for reports',
  run: environment =>
    environment.folder?.().then(({ path, isWritable }) => ({
      ok: isWritable,
      detail: `${path || '/'} ${isWritable ? 'can be written' : 'is read-only'}`,
      remedy:
        'Work in a folder that can be written: reports and analyses are saved next to your notebook.'
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
