import { File as H5File, ready } from 'h5wasm';

/** Rows and points of a row of the large map. */
export const [rows, length] = [400, 350];

/** Values of point k of a row of a map of I20. */
export interface IPoint {
  incident: number;
  emission: number;
  counts: number;
  monitor: number;
}

export const plainPoint = (row: number, k: number): IPoint => ({
  incident: 9650 + 0.1 * row + 0.004 * Math.sin(7 * row + k),
  emission: 8600 + 0.25 * k,
  counts: (row * 31 + k * 7) % 101,
  monitor: 6e5 + ((row + k) % 13)
});

/**
 * The bytes of a large map in the layout of I20, its arrays contiguous.
 * @param ratio the stored ratio.
 */
export async function i20File(
  point = plainPoint,
  ratio = ({ counts, monitor }: IPoint) => counts / monitor
): Promise<Uint8Array> {
  const { FS } = (await ready) as unknown as {
    FS: { readFile(path: string): Uint8Array; unlink(path: string): void };
  };
  const points = Array.from({ length: rows * length }, (_, i) =>
    point(Math.floor(i / length), i % length)
  );
  const name = '/i20-preview.h5';
  const file = new H5File(name, 'w');
  const detector = file.create_group('entry1').create_group('instrument').create_group('medipix1');
  const energies = (file.get('entry1') as unknown as typeof detector).create_group('I1');
  const write = (group: typeof detector, label: string, of: (one: IPoint) => number) =>
    group.create_dataset({
      name: label,
      data: Float64Array.from(points, of),
      shape: [rows, length]
    });
  write(energies, 'bragg1WithOffset', ({ incident }) => incident);
  write(energies, 'XESEnergyUpper', ({ emission }) => emission);
  write(energies, 'I1', ({ monitor }) => monitor);
  write(detector, 'medipix1_roi_total', ({ counts }) => counts);
  write(detector, 'FFI1_medipix1', ratio);
  file.close();
  const bytes = FS.readFile(name).slice();
  FS.unlink(name);
  return bytes;
}
