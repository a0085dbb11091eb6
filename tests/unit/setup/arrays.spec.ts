describe('arrays of numbers', () => {
  it('are equal if their bits are, and of one kind and length', () => {
    expect({ a: [Float64Array.of(NaN, 1)] }).toStrictEqual({ a: [Float64Array.of(NaN, 1)] });
    expect(Float64Array.of(1, 2)).not.toEqual(Float64Array.of(1, 3));
    expect(Float64Array.of(1)).not.toEqual(Float64Array.of(1, 2));
    expect(Float64Array.of(0)).not.toEqual(Float64Array.of(-0));
    expect(new Float32Array(2)).not.toStrictEqual(new Float64Array(1));
  });

  it('are so if they are parts of others', () => {
    const all = Float64Array.of(1, 2, 3);
    expect(all.subarray(1)).toEqual(Float64Array.of(2, 3));
    expect(all.subarray(1)).not.toEqual(Float64Array.of(1, 2));
  });
});
