/** A property of a JSON Schema, limited to what the settings use. */
interface ISchemaProperty {
  type: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  oneOf?: { const: string }[];
  enum?: string[];
  properties?: Record<string, ISchemaProperty>;
  additionalProperties?: boolean | ISchemaProperty;
}

/** The toolbar's buttons are read by JupyterLab. */
const notOurs = 'toolbar';

/** The settings as code: types, defaults, ranges and choices. @param file `schema/plugin.json` */
export function settingsModule(file: string): string {
  const schema = JSON.parse(file) as { properties: Record<string, ISchemaProperty> };
  const all = Object.entries(schema.properties).filter(([name]) => name !== notOurs);
  const types = all.map(([name, property]) => `  ${name}: ${typeOf(property)};`);
  const described = Object.fromEntries(all.map(([name, property]) => [name, short(property)]));
  return `// Made from schema/plugin.json by \`npm run generate\`.
import type { IProperty } from './types.js';

/** The user's settings; \`schema/plugin.json\` has their meanings and units. */
export interface ISettings {
${types.join('\n')}
}

export const properties: Readonly<Record<keyof ISettings, IProperty>> = ${JSON.stringify(described)};
`;
}

function typeOf(property: ISchemaProperty): string {
  const { type, properties, additionalProperties } = property;
  switch (type) {
    case 'string':
      return choicesOf(property)
        .map(choice => `'${choice}'`)
        .join(' | ');
    case 'integer':
      return 'number';
    case 'array':
      return 'readonly object[]';
    case 'object': {
      if (typeof additionalProperties === 'object') {
        return `Readonly<Record<string, ${typeOf(additionalProperties)}>>`;
      }
      const parts = Object.entries(properties ?? {}).map(
        ([name, property]) => `${name}: ${typeOf(property)}`
      );
      return `Readonly<{ ${parts.join('; ')} }>`;
    }
    default:
      return type;
  }
}

function choicesOf({ oneOf, enum: names }: ISchemaProperty): string[] {
  return oneOf?.map(choice => choice.const) ?? names ?? [];
}

/** A property without its descriptions. */
function short(property: ISchemaProperty): object {
  const { type, default: usual, minimum, maximum, properties, additionalProperties } = property;
  const choices = choicesOf(property);
  const parts = Object.entries(properties ?? {}).map(
    ([name, property]) => [name, short(property)] as const
  );
  return {
    type,
    default: usual,
    minimum,
    maximum,
    ...(choices.length > 0 ? { choices } : {}),
    ...(parts.length > 0 ? { properties: Object.fromEntries(parts) } : {}),
    ...(typeof additionalProperties === 'object' ? { values: short(additionalProperties) } : {})
  };
}
