import { readFileSync } from 'node:fs';
import path from 'node:path';

interface IProperty {
  default: unknown;
  minimum?: number;
  maximum?: number;
  oneOf?: { const: string }[];
}

const root = path.join(__dirname, '../../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const { properties } = JSON.parse(read('schema/plugin.json')) as {
  properties: Record<string, IProperty>;
};
const rows = new Map(
  [...read('docs/configuration.md').matchAll(/^\| `(\w+)` \| `([^|]*)` \|([^|]*)\|/gm)].map(
    ([, name, value, range]) => [name, { value: JSON.parse(value) as unknown, range }]
  )
);

describe('docs/configuration.md', () => {
  it('lists every setting, and no other', () => {
    expect([...rows.keys()].sort()).toEqual(Object.keys(properties).sort());
  });

  it.each(Object.entries(properties))(
    'states the default and the range of %s',
    (name, property) => {
      const row = rows.get(name);
      expect(row?.value).toEqual(property.default);
      for (const bound of [property.minimum, property.maximum]) {
        if (bound !== undefined) {
          expect(row?.range).toContain(String(bound));
        }
      }
      for (const { const: choice } of property.oneOf ?? []) {
        expect(row?.range).toContain(choice.replace(/_r$/, ''));
      }
    }
  );
});
