import { channelOf, type Channel, type ChannelName, type Scan } from '../formats/scan.js';
import { XESError } from '../science/errors.js';
import { scanMap } from '../science/grid.js';

/**
 * The map of an arm as CSV: the measured cells, each with its own energies; empty ones are left out.
 * @throws XESError `scan/channel-missing`, `scan/not-a-map`
 */
export function mapCsv(scan: Scan, name: string, view: 'incident' | 'transfer'): string {
  const map = scanMap(scan, requireChannel(scan, name));
  const columns = map.incident.length;
  const lines = [
    `incident_eV,${view === 'incident' ? 'emission_eV' : 'transfer_eV'},intensity,sigma`
  ];
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < map.emission.length; i++) {
      const cell = i * columns + j;
      if (Number.isFinite(map.intensity[cell])) {
        const [incident, emission] = [map.incident[j], map.emission[i]];
        const second = view === 'incident' ? emission : round(incident - emission);
        lines.push([round(incident), second, map.intensity[cell], map.sigma[cell]].join(','));
      }
    }
  }
  return lines.join('\n') + '\n';
}

/** @throws XESError `scan/channel-missing`, naming those that are there. */
export function requireChannel(scan: Scan, name: string): Channel {
  const channel = channelOf(scan, name as ChannelName);
  if (!channel) {
    const present = scan.channels.map(({ name: other }) => other).join(' and ');
    throw new XESError(
      'scan/channel-missing',
      `There is no channel "${name}" in this scan; it has ${present}.`
    );
  }
  return channel;
}

/** To a nano-electronvolt: a difference of two energies has no more digits. */
function round(energy: number): number {
  return Math.round(energy * 1e9) / 1e9;
}
