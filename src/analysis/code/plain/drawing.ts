import { pythonText } from '../words.js';
import type { Script } from './script.js';
import type { PlainInput } from './value.js';

/** What the code ends with. */
export interface Drawn extends PlainInput {
  readonly label: string;
}

/** Write how results are looked at: curves over one another, each map by itself, numbers as text. */
export function drawn(script: Script, all: readonly Drawn[]): void {
  const of = (kind: Drawn['value']['kind']) => all.filter(({ value }) => value.kind === kind);
  const spectra = of('spectrum');
  script.line('');
  for (const { text, label } of of('number')) {
    script.line(`print(${pythonText(label)}, ${text})`);
  }
  for (const { text, label } of of('map')) {
    script.line('plt.figure()');
    script.line(
      `plt.pcolormesh(${text}.incident, ${text}.emission, ${text}.intensity, shading="nearest")`
    );
    titled(script, label, 'incident', 'emission energy (eV)');
    script.line('plt.colorbar(label="intensity")');
  }
  if (spectra.length > 0) {
    script.line('plt.figure()');
    for (const { text, label } of spectra) {
      script.line(
        `plt.plot(${text}.energy, ${text}.intensity, label=${pythonText(literally(label))})`
      );
    }
    titled(script, null, spectra[0].value.axis, 'intensity');
    script.line('plt.legend()');
  }
  if (all.some(({ value }) => value.kind !== 'number')) {
    script.line('plt.show()');
  }
}

function titled(script: Script, title: string | null, axis: string, other: string): void {
  if (title !== null) {
    script.line(`plt.title(${pythonText(literally(title))})`);
  }
  script.line(`plt.xlabel("${axis} energy (eV)")`);
  script.line(`plt.ylabel("${other}")`);
}

/** What matplotlib would take for a formula. */
function literally(text: string): string {
  return text.replace(/[\\$]/g, '\\$&');
}
