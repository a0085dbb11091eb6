import type { Kernel } from '@jupyterlab/services';

/** A subshell that takes longer is not waited for: answers come when the cell has run, ms. */
const timeout = 2000;

/** Of JupyterLab 4.4 and newer. */
interface ISubshells {
  readonly commsOverSubshells?: string;
  readonly subshellStarted?: Promise<void>;
  readonly subshellId?: string | null;
}

/**
 * Whether messages over a comm reach the kernel while a cell runs, once that is settled: in kernels without subshells
 * they wait for the end of the cell. Never rejects.
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
