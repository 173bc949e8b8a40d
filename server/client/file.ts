/** The client as a file to fetch. It changes with the installation's release and address only, so it is made once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '#server/core/crypto.ts';
import { clientSource } from './source.ts';

type ClientFile = { text: string; etag: string };

const made = new Map<string, ClientFile>();

/** `home` is the installation's own address, without a slash at its end. */
export function clientFile(document: () => Record<string, unknown>, home: string): ClientFile {
  const known = made.get(home);
  if (known) return known;
  // Built pages lie elsewhere than their sources; the process always starts in the project's folder.
  const runtime = readFileSync(join(process.cwd(), 'server/client/runtime.ts'), 'utf8');
  const text = clientSource(document(), runtime, home);
  const file = { text, etag: `"${sha256(text).slice(0, 32)}"` };
  made.set(home, file);
  return file;
}
