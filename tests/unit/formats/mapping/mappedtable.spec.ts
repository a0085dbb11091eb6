import { readTableScan, type Scan } from '../../../../src/formats';
import { listingOfText } from '../../../../src/formats/mapping/listing';
import type { ScanMapping } from '../../../../src/formats/mapping/types';
import { pointValues } from '../../../../src/science/pointaxis';

const read = (text: string, columns: ScanMapping): Scan => readTableScan(text, { columns });
const codes = ({ warnings }: Scan) => warnings.map(({ code }) => code);
const intensity = (scan: Scan) => [...scan.channels[0].intensity];

const bare = '7000 10 5\n7001 20 6\n7002 40 8\n';
const named = `energy_eV,I0,Ifluor,det\n7000,10,5,1\n7001,20,6,2\n7002,40,8,3\n`;

describe('a mapping of a table', () => {
  it('refers by number without names, and by name otherwise', () => {
    const scan = read(bare, { emission: '1', intensity: '3' });
    expect([scan.kind, scan.format, intensity(scan)]).toEqual(['XES', 'csv', [5, 6, 8]]);
    expect([...pointValues(scan.channels[0].emission)]).toEqual([7000, 7001, 7002]);
    expect(codes(scan)).toEqual(['scan/unit-assumed']);
    const incident = read(named, { incident: 'energy_eV', intensity: '4' });
    expect([incident.kind, intensity(incident), codes(incident)]).toEqual([
      'HERFD-XANES',
      [1, 2, 3],
      []
    ]);
  });

  it('that names the intensity leaves out the monitor recognised by name', () => {
    const scan = read(named, { emission: 'energy_eV', intensity: 'Ifluor' });
    expect(intensity(scan)).toEqual([5, 6, 8]);
    const divided = read(named, { emission: 'energy_eV', intensity: 'Ifluor', monitor: 'I0' });
    expect(intensity(divided)).toEqual([0.5, 0.3, 0.2]);
  });

  it('that names the monitor or the energy alone leaves the rest to the names, which is reported', () => {
    const monitored = read('energy_eV,other,counts\n7000,10,5\n7001,20,6\n', { monitor: 'other' });
    expect([monitored.kind, intensity(monitored)]).toEqual(['XES', [0.5, 0.3]]);
    expect(codes(monitored)).toEqual(['scan/axis-assumed']);
    const incident = read('energy_eV,I0,Ifluor\n7000,10,5\n7001,20,6\n', { incident: '1' });
    expect([incident.kind, intensity(incident)]).toEqual(['HERFD-XANES', [0.5, 0.3]]);
    expect(codes(incident)).toEqual(['scan/columns-assumed']);
  });

  it('asks for what neither it nor the names provide', () => {
    const expectColumnsRequest = (text: string, columns: ScanMapping, sentence: RegExp) =>
      expect(() => read(text, columns)).toThrow(
        expect.objectContaining({
          code: 'scan/columns-unknown',
          message: expect.stringMatching(sentence) as string
        }) as Error
      );
    expectColumnsRequest(bare, { monitor: '2' }, /which of them is the intensity is not said/);
    expectColumnsRequest(bare, { intensity: '3' }, /which of them is an energy is not said/);
    expectColumnsRequest(
      bare,
      { emission: '4', intensity: '3' },
      /no array "4"\. The file has 1, 2, 3, by number 1 to 3/
    );
    expectColumnsRequest(bare, { emission: '0', intensity: '3' }, /no array "0"/);
    expectColumnsRequest(bare, { emission: '-1', intensity: '3' }, /no array "-1"/);
    expectColumnsRequest('7 1 5\n8 2 6\n', { emission: '1', intensity: '3' }, /may be eV or keV/);
  });

  it('has σ and time by their columns, and several channels', () => {
    const text = '7000 2 4 1 10\n7001 2 6 1 20\n';
    const scan = read(text, { emission: '1', intensity: '3', monitor: '2', sigma: '4', time: '5' });
    expect(intensity(scan)).toEqual([2, 3]);
    expect([[...(scan.channels[0].sigma ?? [])], [...(scan.time ?? [])]]).toEqual([
      [0.5, 0.5],
      [10, 20]
    ]);
    const two = read(text, { emission: '1', counts: ['3', '5'] });
    expect(two.channels.map(({ name }) => name)).toEqual(['3', '5']);
    expect([...(two.channels[1].sigma ?? [])]).toEqual([Math.sqrt(10), Math.sqrt(20)]);
  });

  it('makes a map of triplets in any order of rows and columns', () => {
    const rows = [
      [6391, 1, 7110],
      [6390, 2, 7111],
      [6390, 3, 7110],
      [6391, 4, 7111]
    ];
    const text = rows.map(row => row.join(';')).join('\n') + '\n';
    const scan = read(text, { incident: '3', emission: '1', intensity: '2' });
    expect([scan.kind, scan.points.measured, intensity(scan)]).toEqual(['RXES', 4, [1, 2, 3, 4]]);
  });

  it('is chosen from the listing of the text, which reads no scan', () => {
    expect(listingOfText(named)?.(named)).toEqual({
      entries: [],
      entry: null,
      arrays: [
        {
          name: 'energy_eV',
          path: null,
          unit: 'eV',
          shape: [3],
          range: [7000, 7002],
          guess: 'energy'
        },
        { name: 'I0', path: null, unit: null, shape: [3], range: [10, 40], guess: 'monitor' },
        { name: 'Ifluor', path: null, unit: null, shape: [3], range: [5, 8], guess: 'intensity' },
        { name: 'det', path: null, unit: null, shape: [3], range: [1, 3], guess: null }
      ]
    });
    expect(listingOfText('no table at all')).toBeNull();
  });
});
