import fc from 'fast-check';
import { Shaped } from '../../../../src/cli/serve/arrays';
import { frameOf, FrameReader, messageOf } from '../../../../src/cli/serve/frames';

/** The output of a pipe that passes on the given number of bytes at once. */
function throughPipe(messages: readonly unknown[], piece = Infinity): unknown[] {
  const frames = messages.map(message => frameOf(message));
  const bytes = Buffer.concat(frames);
  const reader = new FrameReader();
  const found: unknown[] = [];
  for (let at = 0; at < bytes.length; at += piece) {
    const part = bytes.subarray(at, Math.min(at + piece, bytes.length));
    found.push(...reader.push(part).map(frame => messageOf(frame)));
  }
  return found;
}

describe('frames between the engine and a client', () => {
  it('carry arrays of every type and shape, aligned for use', () => {
    const message = {
      id: 1,
      ok: {
        odd: Uint8Array.of(1, 2, 3),
        energy: Float64Array.of(9572.5, NaN, -0, Infinity),
        whole: Int32Array.of(-1, 2 ** 31 - 1),
        map: new Shaped(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3]),
        none: new Float64Array(0),
        deep: [{ again: [Float32Array.of(0.5)] }]
      }
    };
    expect(throughPipe([message])).toEqual([message]);
    const [{ ok }] = throughPipe([message]) as (typeof message)[];
    expect(ok.energy.byteOffset % 8).toBe(0);
    expect(Object.is(ok.energy[2], -0)).toBe(true);
  });

  it('send an array that occurs twice once', () => {
    const values = new Float64Array(1000);
    const once = frameOf({ one: values }).length;
    expect(frameOf({ one: values, two: values }).length).toBeLessThan(once + 100);
  });

  it('send the part of a buffer that a view shows', () => {
    const part = Float64Array.of(1, 2, 3, 4).subarray(1, 3);
    expect(throughPipe([{ part }])).toEqual([{ part: Float64Array.of(2, 3) }]);
  });

  it('omit undefined, and preserve numbers and keys of any kind', () => {
    const message = { big: 2 ** 53, small: 5e-324, negative: -7, 'é λ': null, gone: undefined };
    expect(throughPipe([message])).toEqual([
      { big: 2 ** 53, small: 5e-324, negative: -7, 'é λ': null }
    ]);
  });

  it("preserve user keys that look like an array's mark", () => {
    const message = { parameters: { $array: [0, 'f8', [1e9]], $$array: 1, $arrays: 2 } };
    expect(throughPipe([message])).toEqual([message]);
  });

  it('arrive whole and in order, however they are split', () => {
    const values = fc.float64Array({ maxLength: 20 });
    const record = fc.record({ id: fc.integer(), text: fc.string(), values });
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        (all, piece) => {
          expect(throughPipe(all, piece)).toEqual(all);
        }
      )
    );
  });

  it('refuse an invalid frame, and one with unexpected bytes', () => {
    const frame = Buffer.from(frameOf({ id: 1, values: Float64Array.of(1, 2, 3) }));
    const mixed = Buffer.concat([frame.subarray(0, 40), Buffer.from('warning\n'), frame]);
    const long = Buffer.from(frame);
    long.writeUInt32LE(2 ** 29, 8);
    const noise = Buffer.from('a banner of some proxy\n');
    for (const bytes of [mixed, long, noise]) {
      expect(() => new FrameReader().push(bytes)).toThrow();
    }
  });

  it('refuse an array outside the payload', () => {
    const header = { values: { $array: [8, 'f8', [2]] } };
    expect(() => messageOf({ header, payload: new ArrayBuffer(16) })).toThrow();
  });
});
