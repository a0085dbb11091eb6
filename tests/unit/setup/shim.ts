// What jsdom lacks and the packages under test need when loaded.
import { TextDecoder, TextEncoder } from 'node:util';
import { deserialize, serialize } from 'node:v8';

if (typeof window !== 'undefined') {
  const shims: Record<string, unknown> = {
    TextDecoder,
    TextEncoder,
    structuredClone: (value: unknown): unknown => deserialize(serialize(value)),
    DragEvent: class DragEvent extends MouseEvent {},
    ResizeObserver: class ResizeObserver {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
    requestIdleCallback: (work: () => void) => setTimeout(work),
    matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} })
  };
  for (const [name, value] of Object.entries(shims)) {
    if (!(name in globalThis)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  }
}
