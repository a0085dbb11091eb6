import { kEdges } from '../../science/kedges.js';
import { referenceLines } from '../../science/referencelines.js';
import { extent } from '../../science/statistics.js';

/**
 * Largest distance of an emission energy from its line: tables differ, and cuts are also made off
 * the maximum (eV).
 */
const near = 8;

/** Largest distance of an edge outside a scan's range (eV). */
const beyond = 30;

/** IUPAC names of lines. */
const iupac: Readonly<Record<string, string>> = { Kα1: 'K-L3', Kα2: 'K-L2', 'Kβ1,3': 'K-M3' };

/**
 * The nearest K line whose edge is within a scan of the incident energy; null if there is none.
 * @param energy of the spectrometer, eV.
 * @param incident energies of the scan (n), eV.
 */
export function likelyLine(
  energy: number,
  incident: Float64Array
): { element: string; line: string } | null {
  const [low, high] = extent(incident) ?? [NaN, NaN];
  const isInside = (edge: number) => edge > low - beyond && edge < high + beyond;
  const candidates = referenceLines
    .filter(({ element, name }) => iupac[name] && isInside(kEdges[element] ?? NaN))
    .map(({ element, name, energy: at }) => ({
      element,
      line: iupac[name],
      away: Math.abs(at - energy)
    }))
    .filter(({ away }) => away <= near)
    .sort((a, b) => a.away - b.away);
  const best = candidates[0];
  return best ? { element: best.element, line: best.line } : null;
}
