import { words } from './form/schema.js';
import type { IInspectedItem } from './inspecteditems.js';
import { Message, More, Section } from './parts.js';

/** Problems beyond this many are only counted. */
const mostShown = 50;

interface IProblemsProps {
  items: readonly IInspectedItem[];
}

/**
 * Why some items have no result, and warnings about those that have one; messages common to all
 * items appear once.
 */
export function Problems({ items }: IProblemsProps) {
  const errors = grouped(items.flatMap(item => (item.error ? [{ item, ...item.error }] : [])));
  const warnings = grouped(
    items.flatMap(item => item.warnings.map(warning => ({ item, ...warning })))
  );
  const count = errors.length + warnings.length;
  if (count === 0) {
    return null;
  }
  const all = [
    ...errors.map(error => ({ ...error, isError: true })),
    ...warnings.map(warning => ({ ...warning, isError: false }))
  ];
  return (
    <Section title={titleOf(errors.length, warnings.length)}>
      {all.slice(0, mostShown).map(({ code, message, labels, isError }) => (
        <Message
          key={`${code} ${message}`}
          code={code}
          isError={isError}
          message={items.length > 1 ? `${named(labels)}: ${message}` : message}
        />
      ))}
      <More count={count - mostShown} />
    </Section>
  );
}

/** Some labels, and how many more there are. */
function named(labels: readonly string[]): string {
  const most = 5;
  const more = labels.length - most;
  return more > 0 ? `${labels.slice(0, most).join(', ')} and ${more} more` : labels.join(', ');
}

interface IMessage {
  item: IInspectedItem;
  code: string;
  message: string;
}

function titleOf(errors: number, warnings: number): string {
  const both = [...(errors > 0 ? ['Errors'] : []), ...(warnings > 0 ? ['warnings'] : [])];
  return words(both.join(' and '));
}

/** Identical sentences of several items, merged, with their labels. */
function grouped(all: readonly IMessage[]) {
  const found = new Map<string, { code: string; message: string; labels: string[] }>();
  for (const { item, code, message } of all) {
    const name = `${code} ${message}`;
    const known = found.get(name) ?? { code, message, labels: [] };
    found.set(name, { ...known, labels: [...known.labels, item.label] });
  }
  return [...found.values()];
}
