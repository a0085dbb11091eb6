import type { Kernel } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import { KernelViewer, type IKernelHost } from '../../../src/notebook/kernelviewer';
import type { XESDocumentWidget } from '../../../src/widgets/documentwidget';

/** A kernel's end of the comm: what it asks for, and what it is answered. */
function asked(args: object) {
  const sent: Record<string, unknown>[] = [];
  const ran: unknown[] = [];
  const comm = {
    isDisposed: false,
    onMsg: (_: unknown) => undefined,
    send: (data: Record<string, unknown>) => void sent.push(data)
  };
  const owner = {};
  const kernel = {
    isDisposed: false,
    supportsSubshells: false,
    statusChanged: new Signal(owner),
    disposed: new Signal(owner)
  };
  const model = { changed: new Signal(owner) };
  const widget = { id: 'w', isDisposed: false, filled: Promise.resolve(), model };
  const host: Partial<IKernelHost> = {
    current: () => widget as unknown as XESDocumentWidget,
    lookAtFile: () => Promise.resolve(),
    run: (command, given) => Promise.resolve((ran.push([command, given]), { id: 'step' }))
  };
  const viewer = new KernelViewer(
    comm as unknown as Kernel.IComm,
    kernel as unknown as Kernel.IKernelConnection,
    host as IKernelHost,
    ''
  );
  comm.onMsg({ content: { data: { id: 1, op: 'addStep', args } } });
  return { viewer, sent, ran };
}

/** The answer to it, and what was run for it. */
async function answerTo(args: object) {
  const { viewer, sent, ran } = asked(args);
  const answer = () => sent.find(data => data.id === 1);
  for (let turn = 0; turn < 100 && !answer(); turn++) {
    await Promise.resolve();
  }
  viewer.dispose();
  return { answer: answer(), ran };
}

describe('a step that a kernel adds', () => {
  it('is added by the command', async () => {
    const args = { step: 'smooth', from: ['s1'], parameters: { window: 5 } };
    const { answer, ran } = await answerTo(args);
    expect(answer).not.toHaveProperty('error');
    expect(ran).toEqual([['xes:add-step', { ...args, widget: 'w' }]]);
  });

  it.each([
    [{ step: 'smoothe', from: ['s1'], parameters: {} }, 'step/unknown', 'smoothe'],
    [{ step: 'smooth', from: ['s1'], parameters: { windows: 5 } }, 'step/parameter', '"windows"'],
    [{ step: 'smooth', from: ['s1'], parameters: { window: 'wide' } }, 'step/parameter', '"wide"'],
    [{ step: 'cut', from: ['s1'] }, 'step/parameter', 'needs the parameter']
  ])('is refused at the call where there is none such: %j', async (args, code, why) => {
    const { answer, ran } = await answerTo(args);
    expect(answer).toMatchObject({
      error: { code, message: expect.stringContaining(why) as string }
    });
    expect(ran).toEqual([]);
  });
});
