/** @jest-environment jsdom */
import { Dialog, Notification } from '@jupyterlab/apputils';
import type { Ref } from '../../../src/analysis/document';
import { askAndExport } from '../../../src/commands/askexport';
import { answered, exportingOf } from '../documents/exportsupport';
import { modelOf } from '../model/support';

const turn = () => new Promise(resolve => setTimeout(resolve));

/**
 * An analysis of three spectra, all of which are shown, in a folder where only the first can be
 * written.
 */
async function openDialog(named?: readonly Ref[]) {
  const { model, compute } = await modelOf(['x1.nxs', 'x2.nxs', 'x3.nxs']);
  model.show(['s1', 's2', 's3']);
  await model.settled;
  const { options, written, downloaded } = exportingOf(model, {
    get: path => (path === 'd' ? Promise.resolve({}) : Promise.reject(answered(404))),
    refusal: path => (path.includes('x1') ? null : answered(507))
  });
  const begun: (() => Promise<unknown>)[] = [];
  const later = (work: () => Promise<unknown>) => void begun.push(work);
  const exported = askAndExport(options, { rows: 'shown', named, later });
  const accept = () => document.querySelector<HTMLButtonElement>('.jp-Dialog .jp-mod-accept');
  for (let i = 0; i < 100 && accept()?.disabled !== false; i++) {
    await turn();
  }
  return { model, compute, exported, written, downloaded, begun, accept: () => accept()?.click() };
}

describe('an interactive export', () => {
  afterEach(() => {
    Dialog.flush();
    Notification.dismiss();
  });

  it('offers files that could not be written as downloads, and reports a failure of that', async () => {
    const { model, compute, exported, written, downloaded, begun, accept } = await openDialog();
    accept();
    expect(await exported).toBeNull();
    expect(written).toEqual(['d/x1-spectrum.csv']);
    const [{ message, options }] = Notification.manager.notifications;
    expect(message).toMatch(/^x2-spectrum\.csv could not .* Written before: x1-spectrum\.csv\.$/);
    const click = () => options.actions?.[0].callback(new MouseEvent('click'));
    click();
    expect(downloaded).toEqual([]);
    await begun[0]();
    expect(downloaded).toEqual(['x2-spectrum.csv', 'x3-spectrum.csv']);
    jest.spyOn(compute, 'file').mockRejectedValue(new Error('broken'));
    click();
    await expect(begun[1]()).rejects.toThrow('broken'); // into the guard
    model.dispose();
  });

  it('exports the named rows', async () => {
    const { model, exported, written, accept } = await openDialog([{ id: 's1' }]);
    accept();
    expect(await exported).toEqual({ paths: ['d/x1-spectrum.csv'], notes: [] });
    expect(written).toEqual(['d/x1-spectrum.csv']);
    model.dispose();
  });
});
