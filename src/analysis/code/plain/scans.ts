import type { ArrayPlace, ChannelArrays, ScanArrays } from '../../../formats/arrays.js';
import { isBeingWritten } from '../../../base/beingwritten.js';
import type { ScanEntry } from '../../document/types.js';
import { scanTitle } from '../../scantitles.js';
import { channelFacts } from '../scankind.js';
import type { CodeRequest } from '../types.js';
import { pythonText } from '../words.js';
import { notPlain, prefixed, type Script } from './script.js';
import type { PlainInput, PlainValue } from './value.js';

/** Variable of a scan's points, before they are sorted. */
const points = prefixed('points');

/** Writes the reading and sorting of scan points, once for each channel. */
export class PlainScans {
  constructor(
    private _request: CodeRequest,
    private _script: Script
  ) {}

  /**
   * A channel of a scan as a spectrum or a map.
   * @param channel null: the first one measured for the scan's kind.
   * @param as null: its displayed kind.
   * @throws XESError `code/not-plain`
   */
  of(scan: ScanEntry, channel: string | null, as: 'spectrum' | 'map' | null): PlainInput {
    const title = scanTitle(scan, this._request.document.scans);
    const read = this._readAs(scan, channel, title);
    const kind = as ?? (read.kind === 'RXES' ? 'map' : 'spectrum');
    const key = JSON.stringify([scan.id, read.channel.name, kind]);
    const known = this._known.get(key);
    const made =
      known ?? this._write(scan, read, kind, channel === null ? title : `${title} ${channel}`);
    this._known.set(key, made);
    return made;
  }

  private _readAs(scan: ScanEntry, channel: string | null, title: string): ReadAs {
    const { facts } = this._request;
    const known = facts.scan(scan.id);
    const found = channelFacts(facts, scan.id, channel);
    if (!known) {
      throw notPlain(title, 'it was not read', true);
    }
    if (!found) {
      throw notPlain(title, `it has no channel “${channel}”`);
    }
    const { arrays, warnings, format } = known;
    const own = arrays?.channels.find(({ name }) => name === found.name);
    if (!arrays || !own) {
      throw notPlain(
        title,
        format === 'nexus'
          ? 'its file declares by itself which arrays are what, or has energies that are not stored as such'
          : 'it is a text or a table, and no HDF5 file'
      );
    }
    if (warnings.some(({ code }) => code === 'scan/short-array' || code === 'scan/long-array')) {
      throw notPlain(title, 'some of its arrays have more points than others');
    }
    if (isBeingWritten(warnings)) {
      throw notPlain(title, 'it is still being written, and h5py gives zeros where nothing is yet');
    }
    if (warnings.some(({ code }) => code === 'scan/unwritten')) {
      throw notPlain(
        title,
        'some of its values were never written, and h5py gives zeros in their place'
      );
    }
    if (found.along || found.kind === 'frames' || found.kind === 'time-series') {
      throw notPlain(title, 'neither of its energies was moved');
    }
    return { kind: found.kind, arrays, channel: own };
  }

  private _write(
    scan: ScanEntry,
    { kind, arrays, channel }: ReadAs,
    as: 'spectrum' | 'map',
    label: string
  ): PlainInput {
    const isHerfd = kind === 'HERFD-XANES';
    const needs =
      as === 'map'
        ? (['incident', 'emission'] as const)
        : ([isHerfd ? 'incident' : 'emission'] as const);
    const energies = { incident: arrays.incident, emission: channel.emission };
    if (needs.some(name => energies[name] === null)) {
      throw notPlain(label, 'one of its energies is not in the file');
    }
    const script = this._script;
    const { value, hasSigma } = channel;
    const isCounted = value.kind === 'counts';
    const places: Places = {
      ...Object.fromEntries(needs.map(name => [name, energies[name]])),
      [isCounted ? 'counts' : 'intensity']: value,
      ...(value.kind === 'ratio' ? {} : { monitor: arrays.monitor })
    };
    this._read(this._request.pathOf(scan), places);
    if (value.kind === 'transmission' || (value.kind === 'intensity' && arrays.monitor)) {
      const name = value.kind === 'intensity' ? 'per_monitor' : 'absorbed';
      script.line(`${points} = ${script.call(name, [points])}`);
    }
    const jitter = arrays.incidentJitter ?? 0;
    const levels = (name: 'incident' | 'emission') =>
      name === 'incident' && jitter > 0
        ? script.call('levels_of_readback', [`${points}["${name}"]`, String(jitter)])
        : script.call('levels', [`${points}["${name}"]`]);
    const given = [
      points,
      ...needs.map(levels),
      script.mention(isCounted ? 'counted' : 'averaged')
    ];
    const text = script.assign(label, 'scan', before =>
      script.call(as === 'map' ? 'rxes' : 'spectrum', given, before)
    );
    const found: PlainValue = {
      kind: as,
      axis: isHerfd ? 'incident' : 'emission',
      scale: scaleOf(channel, arrays),
      noise: isCounted ? 'counts' : hasSigma ? 'other' : 'none',
      jitter: as === 'map' || isHerfd ? jitter : 0
    };
    return { text, value: found };
  }

  private _read(path: string, places: Places): void {
    const script = this._script;
    const available = Object.entries(places).flatMap(([name, place]) =>
      place ? [{ name, place }] : []
    );
    const sides = available.flatMap(({ name, place: { along } }) =>
      along === undefined ? [] : [`"${name}": ${along}`]
    );
    const given = [
      pythonText(path),
      ...(sides.length > 0 ? [`{${sides.join(', ')}}`] : []),
      ...available.map(({ name, place }) => `${name}=${pythonText(place.path)}`)
    ];
    const read = sides.length > 0 ? 'read_grid' : 'read';
    script.line(`${points} = ${script.call(read, given, `${points} = `)}`);
    const factors = available.flatMap(({ name, place: { factor } }) =>
      factor === 1 ? [] : [`${name}=${factor}`]
    );
    if (factors.length > 0) {
      script.line(`${points} = ${script.call('scaled', [points, ...factors])}`);
    }
  }

  private _known = new Map<string, PlainInput>();
}

/** Describes what an intensity is relative to. */
function scaleOf({ value }: ChannelArrays, { monitor }: ScanArrays): string {
  if (value.kind === 'transmission') {
    return 'absorption';
  }
  return value.kind === 'ratio' || monitor ? 'intensity over monitor' : value.kind;
}

/** A channel, and the arrays that it is read from. */
interface ReadAs {
  kind: 'RXES' | 'XES' | 'HERFD-XANES';
  arrays: ScanArrays;
  channel: ChannelArrays;
}

/** Arrays by their names in the code; null if the file has none. */
type Places = Readonly<Record<string, ArrayPlace | null>>;
