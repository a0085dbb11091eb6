import { defaultMapView, type MapView } from '../../../src/analysis/document';
import { drawnValue } from '../../../src/compute/drawn';
import type { DrawnMap } from '../../../src/compute/types';
import type { IPictureWanted } from '../../../src/widgets/mappainter';
import { mapOnPaper } from '../../../src/widgets/paper/maponpaper';
import { makeMap } from '../plots/maps';

describe('a map on paper', () => {
  it('has the colours of the screen: its limits, and the linear range of symlog', async () => {
    const map = drawnValue({ kind: 'map', map: makeMap([0, 1], [0, 1], () => 1) }) as DrawnMap;
    const view: MapView = { ...defaultMapView, scale: 'symlog', sameLimits: true };
    const wanted: IPictureWanted[] = [];
    const purposes: string[] = [];
    const shown = { key: 'k', source: 's', map, view, cuts: [], shown: [] };
    const paper = mapOnPaper(
      { ...shown, limits: [0, 9], noise: 5 },
      (request, purpose) => {
        wanted.push(request);
        purposes.push(purpose);
        const { width, height } = request;
        return Promise.resolve({ width, height, pixels: new Uint8ClampedArray(4), bitmap: null });
      },
      null
    );
    const place = { plane: 'incident', x: [0, 1], y: [2, 3], width: 1, height: 1 } as const;
    await paper.paint(place, 'file');
    expect(purposes).toEqual(['file']);
    expect(wanted).toEqual([
      {
        key: 'k',
        plane: 'incident',
        x: [0, 1],
        y: [2, 3],
        width: 1,
        height: 1,
        view,
        limits: [0, 9],
        noise: 5
      }
    ]);
  });
});
