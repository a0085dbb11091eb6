/** @jest-environment jsdom */
import { Notification } from '@jupyterlab/apputils';
import { addScans } from '../../../src/widgets/list/addscans';
import { modelOf } from '../model/support';

describe('scans that are added', () => {
  it('are named where they are there already, or are no scans', async () => {
    const said = jest.spyOn(Notification, 'info').mockReturnValue('');
    const { model } = await modelOf(['a.nxs', 'b.nxs']);
    const add = (...paths: string[]) =>
      addScans(model, paths, path => (path.endsWith('.png') ? null : path));
    expect(add('c.nxs')).toEqual(['s3']);
    expect(said).not.toHaveBeenCalled();
    expect(add('b.nxs')).toEqual(['s2']);
    expect(said.mock.lastCall?.[0]).toBe('b is already in this analysis.');
    expect(model.view.selected.map(({ id }) => id)).toEqual(['s2']);
    add('a.nxs', 'b.nxs', 'c.nxs', 'd.nxs', 'x/logo.png');
    expect(said.mock.lastCall?.[0]).toBe(
      'a, b, c are already in this analysis. logo.png is not a file type that can be read here.'
    );
    expect(model.document.scans).toHaveLength(4);
    model.dispose();
    said.mockRestore();
  });
});
