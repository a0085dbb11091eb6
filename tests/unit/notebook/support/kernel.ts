import type { Kernel } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import { KernelViewer, type IHeld, type IKernelHost } from '../../../../src/notebook/kernelviewer';

/** A kernel's end of the comm: its requests, the answers, and the commands run. */
export function kernelOf(more: Partial<IKernelHost> = {}, filled = Promise.resolve()) {
  const sent: Record<string, unknown>[] = [];
  const ran: unknown[] = [];
  const comm = {
    isDisposed: false,
    onMsg: (_: unknown) => undefined,
    send: (data: Record<string, unknown>) => void sent.push(data)
  };
  const owner = {};
  const connection = { isDisposed: false, supportsSubshells: false, status: 'busy' };
  const statusChanged = new Signal<object, string>(connection);
  const kernel = Object.assign(connection, { statusChanged, disposed: new Signal(connection) });
  const document = {
    scans: [
      { id: 's1', path: 'a.nxs' },
      { id: 's2', path: 'b.nxs', entry: '2' }
    ],
    steps: [{ id: 'mean', step: 'average', label: 'Mean of all' }]
  };
  const labels: Record<string, string> = { s1: 'a', s2: 'b', mean: 'Mean of all' };
  const model = {
    changed: new Signal(owner),
    document,
    scans: document.scans.map(({ id, path }) => ({ id, path: `data/${path}` })),
    labelOfRef: ({ id }: { id: string }) => labels[id]
  };
  const context = { path: 'data/a.xes' };
  const widget = { id: 'w', isDisposed: false, filled, model, context };
  const drive = { localPath: (path: string) => path, driveName: () => '' };
  const host: Partial<IKernelHost> = {
    path: 'data/notebook.ipynb',
    contents: drive,
    exists: () => Promise.resolve(true),
    current: () => widget as unknown as IHeld,
    lookAtFile: () => Promise.resolve(),
    run: (command, args) =>
      Promise.resolve((ran.push([command, args]), { id: 'step', ids: ['s3'] })),
    ...more
  };
  const viewer = new KernelViewer(
    comm as unknown as Kernel.IComm,
    kernel as unknown as Kernel.IKernelConnection,
    host as IKernelHost,
    '/home/me/data'
  );
  const ask = (id: number, op: string, args: object) =>
    comm.onMsg({ content: { data: { id, op, args } } });
  const restart = () => statusChanged.emit((kernel.status = 'restarting'));
  return { viewer, widget, restart, ask, sent, ran };
}
