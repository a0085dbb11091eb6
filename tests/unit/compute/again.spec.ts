import { disposeClients, setup, wait } from './support';

describe('a document that is closed and reopened', () => {
  afterEach(disposeClients);

  it.each([0, 20])('is shown at once: after %i ms', async ms => {
    const { open } = setup();
    const first = open();
    first.want(['a.nxs']);
    await first.compute.settled;
    await wait(5);
    first.compute.dispose();
    await wait(ms);
    const second = open();
    second.want(['a.nxs']);
    await second.compute.settled;
    expect(second.scan('s1')?.state).toBe('ready');
    expect(second.curve('s1')).toEqual([0.5, 1, 1.5]);
  });
});
