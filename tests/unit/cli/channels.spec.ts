import { chosenChannel } from '../../../src/cli/inputs';
import { readTableScan } from '../../../src/formats';
import { rxesScan } from '../widgets/scans';

describe('the channel of a scan', () => {
  it('must be named if there are several arms', () => {
    const scan = rxesScan(['upper', 'lower']);
    expect(() => chosenChannel(scan, null)).toThrow('--channel upper or lower');
    expect(chosenChannel(scan, 'lower').name).toBe('lower');
  });

  it('is the first curve of a table with several, as its warning says', () => {
    const scan = readTableScan('emission_eV,a,b\n8630,1,10\n8631,2,20\n');
    expect(chosenChannel(scan, null).name).toBe('a');
    expect(() => chosenChannel(scan, 'c')).toThrow('it has a and b');
  });
});
