/** @jest-environment jsdom */
import { Notification } from '@jupyterlab/apputils';
import { addScans } from '../../../src/widgets/list/addscans';
import { modelOf } from '../model/support';

describe('added scans', () => {
  it('are named if they exist already, or are not scans', async () => {
    const notify = jest.spyOn(Notification, 'info').mockReturnValue('');
    const { model } = await modelOf(['a.nxs', 'b.nxs']);
    const add = (...paths: string[]) =>
      addScans(model, paths, path => (path.endsWith('.png') ? null : path));
    expect(add('c.nxs')).toEqual(['s3']);
    expect(notify).not.toHaveBeenCalled();
    expect(add('b.nxs')).toEqual(['s2']);
    expect(notify.mock.lastCall?.[0]).toBe('b is already in this analysis.');
    expect(model.view.selected.map(({ id }) => id)).toEqual(['s2']);
    add('a.nxs', 'b.nxs', 'c.nxs', 'd.nxs', 'x/logo.png');
    expect(notify.mock.lastCall?.[0]).toBe(
      'a, b, c are already in this analysis. logo.png is not a file type that can be read here.'
    );
    expect(model.document.scans).toHaveLength(4);
    model.dispose();
    notify.mockRestore();
  });
});
