/** A class or function of a Python file, as seen by its users. */
export interface Member {
  name: string;
  /** Its lines from `class` or `def` to the colon, preceded by relevant decorators. */
  signature: readonly string[];
  /** The lines of its docstring. */
  doc: readonly string[];
  /** Public methods and properties of a class, in order. */
  members: readonly Member[];
}

/**
 * Public members of a Python file by name. The parser relies on this package's formatting: a
 * signature ends in a line that ends in a colon, followed by a docstring.
 * @throws Error for a name that is missing, or has no docstring.
 */
export function membersOf(text: string, names: readonly string[]): Member[] {
  const found = blocksOf(text.split('\n'), '');
  return names.map(name => {
    const member = found.find(member => member.name === name);
    if (!member) {
      throw new Error(`There is no ${name} with a docstring.`);
    }
    return member;
  });
}

function blocksOf(lines: readonly string[], indent: string): Member[] {
  const head = new RegExp(`^${indent}(?:class|def) ([A-Za-z]\\w*|__getitem__|__call__)\\b`);
  const members: Member[] = [];
  for (let i = 0; i < lines.length; i++) {
    const name = head.exec(lines[i])?.[1];
    if (name === undefined || lines[i - 1]?.trim().endsWith('.setter')) {
      continue;
    }
    let end = i;
    while (!/:\s*(#.*)?$/.test(lines[end])) {
      end++;
    }
    const doc = docstringAt(lines, end + 1);
    if (!doc) {
      continue;
    }
    const isProperty = /@(cached_)?property$/.test(lines[i - 1]?.trim() ?? '');
    const decorators = isProperty ? ['@property'] : [];
    const signature = lines.slice(i, end + 1).map(line => line.slice(indent.length));
    const isClass = lines[i].trimStart().startsWith('class ');
    members.push({
      name,
      signature: [...decorators, ...signature.map(line => line.replace(/:\s*(#.*)?$/, ''))],
      doc,
      members: isClass ? blocksOf(bodyAt(lines, end + 1, indent), `${indent}    `) : []
    });
  }
  return members;
}

/** The lines of a block: those with a deeper indent, and blank ones between. */
function bodyAt(lines: readonly string[], from: number, indent: string): readonly string[] {
  const after = lines.findIndex(
    (line, i) => i >= from && line.trim() !== '' && !line.startsWith(`${indent}    `)
  );
  return lines.slice(from, after < 0 ? undefined : after);
}

function docstringAt(lines: readonly string[], at: number): readonly string[] | null {
  const first = lines[at] ?? '';
  const [, indent, opening] = /^(\s*)"""(.*)$/.exec(first) ?? [];
  if (opening === undefined) {
    return null;
  }
  if (opening.endsWith('"""')) {
    return [opening.slice(0, -3)];
  }
  const end = lines.findIndex((line, i) => i > at && line.trimEnd().endsWith('"""'));
  const rest = lines.slice(at + 1, end + 1).map(line => line.slice(indent.length));
  const last = rest[rest.length - 1].replace(/"""$/, '');
  return [opening, ...rest.slice(0, -1), ...(last === '' ? [] : [last])];
}
