import { cutPlace } from '../../../src/plots/cutimage';

const place = { left: 50, top: 10, width: 100, height: 200 };
const cut = { type: 'CIE' as const, at: 12, width: 2 };

describe('cutPlace', () => {
  it('finds a cut on a reversed axis', () => {
    const area = { ...place, x: [10, 20] as [number, number], y: [0, 1] as [number, number] };
    expect(cutPlace(cut, area)?.band).toMatchObject({ x: 60, width: 20 });
    const reversed = { ...area, x: [20, 10] as [number, number] };
    expect(cutPlace(cut, reversed)?.band).toMatchObject({ x: 120, width: 20 });
    expect(cutPlace({ ...cut, at: 21 }, reversed)).toBeNull();
  });

  it('finds nothing of a cut at constant energy transfer, which has no axis here', () => {
    const area = { ...place, x: [10, 20] as [number, number], y: [10, 20] as [number, number] };
    expect(cutPlace({ ...cut, type: 'CET' }, area)).toBeNull();
  });
});
