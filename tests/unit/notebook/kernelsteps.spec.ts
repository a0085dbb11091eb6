import { kernelOf } from './support/kernel';

/** The answer to it, and the commands run for it. */
async function answerTo(args: object) {
  const { viewer, ask, sent, ran } = kernelOf();
  ask(1, 'addStep', args);
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

  const scan = (name: string) => ({ name, relative: [name] });

  it.each([
    ['Mean of all', 'mean'],
    ['a', 's1'],
    ['scans', 'scans'],
    [
      { id: 'Mean of all', output: 'coverage' },
      { id: 'mean', output: 'coverage' }
    ],
    [{ scan: scan('a.nxs') }, 's1'],
    [
      { scan: scan('a.nxs'), channel: 'lower' },
      { id: 's1', channel: 'lower' }
    ],
    [{ scan: scan('b.nxs'), entry: '2' }, 's2']
  ])('works on an id or a label, or on the scan of a file: %j', async (entry, id) => {
    const { ran } = await answerTo({ step: 'smooth', from: [entry] });
    expect(ran).toEqual([['xes:add-step', { step: 'smooth', from: [id], widget: 'w' }]]);
  });

  it.each([
    [{ scan: scan('c.nxs') }, { paths: ['data/c.nxs'] }],
    [
      { scan: scan('b.nxs'), entry: '3' },
      { paths: ['data/b.nxs'], entry: '3' }
    ]
  ])('adds the scan of a file that is missing: %j', async (entry, added) => {
    const { ran } = await answerTo({ step: 'smooth', from: ['s1', entry] });
    expect(ran).toEqual([
      ['xes:add-scans', { ...added, widget: 'w' }],
      ['xes:add-step', { step: 'smooth', from: ['s1', 's3'], widget: 'w' }]
    ]);
  });

  it('lists the available names if one is unknown', async () => {
    const { answer, ran } = await answerTo({ step: 'smooth', from: ['mean of all'] });
    expect(answer).toMatchObject({
      error: {
        code: 'analysis/edit',
        message: 'No scan or step is called "mean of all" in the viewer; there are s1, s2, mean.'
      }
    });
    expect(ran).toEqual([]);
  });

  it.each([
    [{ step: 'smoothe', from: ['s1'], parameters: {} }, 'step/unknown', 'smoothe'],
    [{ step: 'smooth', from: ['s1'], parameters: { windows: 5 } }, 'step/parameter', '"windows"'],
    [{ step: 'smooth', from: ['s1'], parameters: { window: 'wide' } }, 'step/parameter', '"wide"'],
    [{ step: 'cut', from: ['s1'] }, 'step/parameter', 'needs the parameter']
  ])('is refused at the call if the name is unknown: %j', async (args, code, why) => {
    const { answer, ran } = await answerTo(args);
    expect(answer).toMatchObject({
      error: { code, message: expect.stringContaining(why) as string }
    });
    expect(ran).toEqual([]);
  });
});
