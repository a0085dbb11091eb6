import { readSmallText } from '../../../src/diagnostics/readsmalltext.js';

describe('smallText', () => {
  let fetched: jest.SpyInstance;
  const answer = (work: (init?: RequestInit) => Promise<Response>) =>
    (fetched = jest.spyOn(globalThis, 'fetch').mockImplementation((_, init) => work(init)));
  afterEach(() => fetched.mockRestore());

  it('reads a file of this origin', async () => {
    answer(() => Promise.resolve(new Response('µ')));
    expect(await readSmallText('/a.map', 2, 1000)).toBe('µ');
    expect(fetched.mock.calls[0]).toMatchObject(['/a.map', { mode: 'same-origin' }]);
  });

  it.each([
    ['larger', () => Promise.resolve(new Response('µµ'))],
    ['missing', () => Promise.resolve(new Response('{}', { status: 404 }))],
    ['out of reach', () => Promise.reject(new TypeError('offline'))]
  ])('refuses a file that is %s', async (_, work) => {
    answer(work);
    expect(await readSmallText('/a.map', 3, 1000)).toBeNull();
  });

  it('aborts what takes longer', async () => {
    jest.useFakeTimers();
    answer(
      init =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        })
    );
    const text = readSmallText('/a.map', 3, 1000);
    await jest.advanceTimersByTimeAsync(1000);
    expect(await text).toBeNull();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });
});
