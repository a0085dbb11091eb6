import { isCrash, readingError } from '../../../src/io/failure';
import { revive, stackOf } from '../../../src/base/errors';
import { XESError } from '../../../src/base/errors';

describe('readingError', () => {
  it.each([
    [new XESError('file/empty', 'empty'), 'file/empty', false],
    [new Error('unable to open dataset'), 'file/unreadable', false],
    [new WebAssembly.RuntimeError('unreachable'), 'worker/crashed', true],
    [new WebAssembly.RuntimeError('Aborted(OOM)'), 'worker/crashed', true],
    [new WebAssembly.RuntimeError('memory access out of bounds'), 'worker/crashed', true],
    [new RangeError('Maximum call stack size exceeded'), 'worker/crashed', true],
    [new RangeError('Array buffer allocation failed'), 'worker/crashed', true],
    [new TypeError("Cannot read properties of undefined (reading 'x')"), 'internal/error', true],
    [new RangeError('Invalid typed array length: -1'), 'internal/error', true],
    [{ excPtr: 1234 }, 'internal/error', true],
    [null, 'internal/error', true]
  ])('classifies %p', (reason, code, crash) => {
    const error = readingError(reason);
    expect([error.code, isCrash(error.code)]).toEqual([code, crash]);
    if (reason !== error) {
      expect(error.cause).toBe(reason);
    }
  });
});

describe('stackOf and revive', () => {
  it('carry the stack of an error and its causes across', () => {
    const cause = new TypeError('no such thing');
    const error = readingError(cause);
    const stack = stackOf(error);
    expect(stack).toContain('TypeError: no such thing');
    expect(stack).toContain('failure.spec');
    expect(stack).toContain('Caused by: ');
    const there = revive(error.code, error.message, stack);
    expect(there).toBeInstanceOf(XESError);
    expect((there.cause as Error).stack).toBe(stack);
  });

  it('terminate, also for circular causes', () => {
    const error = new Error('a');
    error.cause = error;
    expect(stackOf(error).split('Caused by').length).toBe(5);
  });
});
