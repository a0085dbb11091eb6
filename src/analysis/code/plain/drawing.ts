import { measured } from '../../../base/measured.js';
import { pythonText } from '../words.js';
import type { Script } from './script.js';
import type { PlainInput, PlainNumber, Subtraction } from './value.js';

/** A result to be plotted or printed at the end of the code. */
export interface Drawn extends PlainInput {
  readonly label: string;
  readonly under?: Subtraction;
}

/**
 * Write the output of results: numbers as text, each map in a figure of its own, a background under
 * its curve with the residual below, and other curves overlaid, grouped by axis and scale.
 */
export function drawn(
  script: Script,
  all: readonly Drawn[],
  numbers: readonly PlainNumber[]
): void {
  script.line('');
  numbers.forEach(number => script.line(printed(number)));
  for (const { text, label, value } of all.filter(drawn => drawn.value.kind === 'map')) {
    script.line('plt.figure()');
    script.line(
      `plt.pcolormesh(${text}.incident, ${text}.emission, ${text}.intensity, shading="nearest")`
    );
    script.line(`plt.title(${literally(label)})`);
    script.line('plt.xlabel("incident energy (eV)")');
    script.line('plt.ylabel("emission energy (eV)")');
    script.line(`plt.colorbar(label=${literally(value.scale)})`);
  }
  const spectra = all.filter(drawn => drawn.value.kind === 'spectrum');
  spectra.forEach(spectrum => spectrum.under && fitted(script, spectrum, spectrum.under));
  for (const alike of groups(spectra.filter(spectrum => !spectrum.under))) {
    overlaid(script, alike);
  }
  if (all.some(({ value }) => value.kind !== 'number')) {
    script.line('plt.show()');
  }
}

/** Prints the number that the code computed and that of the viewer, which has a σ. */
function printed({ label, text, found }: PlainNumber): string {
  const viewers = found
    ? `, ${pythonText(`(in the viewer ${measured(found)} ${found.unit}`.trimEnd() + ')')}`
    : '';
  return `print(${pythonText(`${label}:`)}, ${text}${viewers})`;
}

/** Groups curves by axis and scale. */
function groups(spectra: readonly Drawn[]): Drawn[][] {
  const found = new Map<string, Drawn[]>();
  for (const spectrum of spectra) {
    const key = JSON.stringify([spectrum.value.axis, spectrum.value.scale]);
    found.set(key, [...(found.get(key) ?? []), spectrum]);
  }
  return [...found.values()];
}

function overlaid(script: Script, alike: readonly Drawn[]): void {
  const [{ value }] = alike;
  script.line('plt.figure()');
  for (const { text, label } of alike) {
    script.line(`plt.plot(${text}.energy, ${text}.intensity, label=${literally(label)})`);
  }
  script.line(`plt.xlabel("${value.axis} energy (eV)")`);
  script.line(`plt.ylabel(${literally(value.scale)})`);
  script.line('plt.legend()');
}

/** A curve over its background, with the residual in a separate panel as it may be far smaller. */
function fitted(script: Script, { text, label, value }: Drawn, { over, under }: Subtraction): void {
  script.line('_figure, (_above, _below) = plt.subplots(2, sharex=True)');
  script.line(`_above.plot(${over}.energy, ${over}.intensity, label="data")`);
  script.line(`_above.plot(${under}.energy, ${under}.intensity, label="background")`);
  script.line(`_above.set_title(${literally(label)})`);
  script.line(`_above.set_ylabel(${literally(value.scale)})`);
  script.line('_above.legend()');
  script.line(`_below.plot(${text}.energy, ${text}.intensity, label="data less background")`);
  script.line('_below.axhline(0, color="gray", linewidth=0.8)');
  script.line(`_below.set_xlabel("${value.axis} energy (eV)")`);
  script.line('_below.set_ylabel("residual")');
  script.line('_below.legend()');
}

/** A text with the characters escaped that matplotlib takes for a formula. */
function literally(text: string): string {
  return pythonText(text.replace(/[\\$]/g, '\\$&'));
}
