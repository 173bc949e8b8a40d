// Every page, from the folders themselves, so that a new one is tested at once.
import { globSync } from 'node:fs';
import { join } from 'node:path';

const app = join(import.meta.dirname, '../../app');

/** Addresses with their parameters in brackets, as `/[tenant]/alerts`. The gallery shows parts, not pages. */
export const pages: string[] = globSync('**/page.tsx', { cwd: app })
  .filter((file) => !file.startsWith('gallery'))
  .map((file) => {
    const parts = file.split('/').slice(0, -1);
    return `/${parts.filter((part) => !part.startsWith('(')).join('/')}`;
  })
  .filter((path) => path !== '/')
  .sort();

/** A page's address with values for its parameters; throws for one that has none. */
export function addressOf(path: string, values: Record<string, string>): string {
  return path.replace(/\[(\w+)\]/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${path}: give the tests a value for ${name}`);
    return value;
  });
}
