import { VersionRequests } from '../../../src/documents/versions';
import type { FileVersion } from '../../../src/io/protocol';

/** Requests that are answered by the test. */
function setup() {
  const pending: { path: string; answer: (id: string) => void; fail: (error: Error) => void }[] =
    [];
  const requests = new VersionRequests(
    path =>
      new Promise<FileVersion>((resolve, reject) =>
        pending.push({ path, answer: id => resolve({ id, changed: 0 }), fail: reject })
      )
  );
  return { pending, requests };
}

describe('requests of versions', () => {
  it('are shared while pending', async () => {
    const { pending, requests } = setup();
    const read = requests.fresh('a');
    const [watch, other] = [requests.current('a'), requests.current('b')];
    expect(pending.map(({ path }) => path)).toEqual(['a', 'b']);
    pending.forEach(({ answer, path }) => answer(`${path} 1`));
    expect(await Promise.all([read, watch, other])).toMatchObject([
      { id: 'a 1' },
      { id: 'a 1' },
      { id: 'b 1' }
    ]);
    const later = requests.current('a');
    expect(pending).toHaveLength(3);
    pending[2].answer('a 2');
    expect(await later).toMatchObject({ id: 'a 2' });
  });

  it('of a read are separate, and the latest is shared', async () => {
    const { pending, requests } = setup();
    const watch = requests.current('a');
    const read = requests.fresh('a');
    expect(pending).toHaveLength(2);
    pending[0].answer('old');
    expect(await watch).toMatchObject({ id: 'old' });
    const second = requests.current('a');
    expect(pending).toHaveLength(2);
    pending[1].answer('new');
    expect(await Promise.all([read, second])).toMatchObject([{ id: 'new' }, { id: 'new' }]);
  });

  it('fail for all that share them, and are repeated afterwards', async () => {
    const { pending, requests } = setup();
    const [read, watch] = [requests.fresh('a'), requests.current('a')];
    pending[0].fail(new Error('gone'));
    await expect(read).rejects.toThrow('gone');
    await expect(watch).rejects.toThrow('gone');
    void requests.current('a');
    expect(pending).toHaveLength(2);
  });
});
