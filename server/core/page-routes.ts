/** Which page or route an address belongs to, from the folders of the app themselves. */
import { globSync } from 'node:fs';
import { join } from 'node:path';

type Kind = 'page' | 'api';
export type PageRoute = { kind: Kind; template: string };

const APP = join(import.meta.dirname, '../../app');

/** A function from a path to its template, such as `/[tenant]/alerts`; null for what the app does not have. */
export function pageRoutes(folder: string = APP): (path: string) => PageRoute | null {
  const known = globSync('**/{page.tsx,route.ts}', { cwd: folder }).map((file) => {
    const parts = file.split('/');
    const kind: Kind = parts.pop() === 'page.tsx' ? 'page' : 'api';
    const segments = parts.filter((part) => !part.startsWith('('));
    return { kind, segments, template: `/${segments.join('/')}` };
  });
  return (path) => {
    const asked = path.split('/').filter(Boolean);
    const hits = known.filter(
      ({ kind, segments }) => fits(segments, asked) && !(kind === 'page' && isFile(path)),
    );
    const [best] = hits.sort((a, b) => rank(b.segments) - rank(a.segments));
    return best ? { kind: best.kind, template: best.template } : null;
  };
}

/** No slug and no id has a dot: what has one at its end is a file beside the pages, such as an icon. */
export const isFile = (path: string) => /\.[a-z0-9]+$/i.test(path);

function fits(segments: readonly string[], asked: readonly string[]): boolean {
  const rest = segments.at(-1)?.startsWith('[...') ?? false;
  if (rest ? asked.length < segments.length : asked.length !== segments.length) return false;
  return segments.every((segment, index) => segment.startsWith('[') || segment === asked[index]);
}

/** A name counts more than a parameter, and the further left the more. */
function rank(segments: readonly string[]): number {
  return segments.reduce((sum, segment, index) => sum + (segment.startsWith('[') ? 0 : 2 ** (16 - index)), 0);
}
