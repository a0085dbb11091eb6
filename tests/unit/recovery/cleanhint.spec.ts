/** @jest-environment jsdom */
import { cleanHint, sweepHints, tabSession } from '../../../src/recovery/session/cleanhint.js';

describe('hints', () => {
  afterEach(() => jest.restoreAllMocks());

  it('forgets those of unknown sessions', () => {
    ['one', 'two'].forEach(id => cleanHint.set(id));
    localStorage.setItem('of another', '1');
    sweepHints(new Set(['two']));
    expect([cleanHint.has('one'), cleanHint.has('two')]).toEqual([false, true]);
    expect(localStorage.getItem('of another')).toBe('1');
  });

  it('are empty if the browser denies storage, or it is full', () => {
    const refuse = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    jest.spyOn(Storage.prototype, 'removeItem').mockImplementation(refuse);
    cleanHint.set('three');
    cleanHint.remove('three');
    sweepHints(new Set());
    expect(cleanHint.has('three')).toBe(false);
    expect(tabSession('three')).toBeNull();
  });
});
