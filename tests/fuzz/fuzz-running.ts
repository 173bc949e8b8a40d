// Asks an AirGate that somebody else has started, with one key and whatever its answers tell.
import { readDocument } from './document.ts';
import { fuzz, type Report } from './fuzz.ts';
import { learning } from './stock.ts';

/** `url` without a slash at its end. The key's own id is spared. */
export async function fuzzRunning(
  url: string,
  key: string,
  run: { seed: number; requests: number },
): Promise<Report> {
  const document = await (await fetch(`${url}/api/v1/openapi.json`)).json();
  const ids = new Map<string, string[]>();
  const stock = { ids, texts: {} };
  const [, , own = ''] = key.split('_');
  const world = {
    own: stock,
    foreign: { ids: new Map(), texts: {} },
    callers: { full: key, reading: key, narrow: key, refused: [`${key.slice(0, -8)}00000000`, 'x'] },
    secrets: [],
    learn: learning(ids, (id) => id.startsWith('key_') && id.endsWith(own)),
  };
  return fuzz(url, readDocument(document), world, run);
}
