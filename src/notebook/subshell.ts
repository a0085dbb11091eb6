import type { Kernel } from '@jupyterlab/services';

/** Longest wait for a subshell, ms: without one, answers arrive when the cell has run. */
const timeout = 2000;

/** In JupyterLab 4.4 and newer. */
interface ISubshells {
  readonly commsOverSubshells?: string;
  readonly subshellStarted?: Promise<void>;
  readonly subshellId?: string | null;
}

/**
 * Resolves, once it is known, whether comm messages reach the kernel while a cell runs: in kernels
 * without subshells they wait for the end of the cell. Never rejects.
 */
export async function subshellOf(
  comm: Kernel.IComm,
  kernel: Kernel.IKernelConnection
): Promise<boolean> {
  const { commsOverSubshells, subshellStarted } = comm as ISubshells;
  if (commsOverSubshells === undefined || commsOverSubshells === 'disabled') {
    return false;
  }
  const started = async () => {
    await kernel.info;
    if ((kernel as { supportsSubshells?: boolean }).supportsSubshells) {
      await subshellStarted;
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<void>(resolve => (timer = setTimeout(resolve, timeout)));
  await Promise.race([started().catch(() => undefined), waited]);
  clearTimeout(timer);
  return typeof (comm as ISubshells).subshellId === 'string';
}
