// Message files as flat lists, for comparing two languages.
import { filesMatching, read } from './source-files.ts';

/** Every message of a language: `file.key.key` to its text. */
export function messagesOf(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of filesMatching(`lib/i18n/${folder}/*.json`)) {
    const name = file.slice(file.lastIndexOf('/') + 1, -'.json'.length);
    collect(name, JSON.parse(read(file)), found);
  }
  return found;
}

function collect(key: string, value: unknown, into: Map<string, string>): void {
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) collect(`${key}.${name}`, inner, into);
  else into.set(key, String(value));
}

/** The names of a message's arguments and rich-text tags, each once: branches repeat them as their language needs. */
export function argumentsOf(text: string): string[] {
  const names = new Set(Array.from(text.matchAll(/<(\w+)>/g), ([, tag]) => `<${tag}>`));
  collectArguments(text, names);
  return [...names].sort();
}

/** `{name}` and `{name, plural, one {…} other {…}}`; the braces of a branch hold text, not a name. */
function collectArguments(text: string, names: Set<string>): void {
  for (const inner of bracesOf(text)) {
    const [, name = '', rest = ''] = /^\s*(\w+)\s*(?:,([\s\S]*))?$/.exec(inner) ?? [];
    names.add(name);
    for (const branch of bracesOf(rest)) collectArguments(branch, names);
  }
}

/** What stands between the outermost braces. */
function bracesOf(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, letter] of [...text].entries()) {
    if (letter === '{' && depth++ === 0) start = index + 1;
    if (letter === '}' && --depth === 0) found.push([...text].slice(start, index).join(''));
  }
  return found;
}
