// Runs `npm run airgate -- …` as an administrator would, on whichever installation the environment names.
import { execFile } from 'node:child_process';
import { join } from 'node:path';

export type Outcome = { code: number; out: string; err: string };

/** `env` replaces variables of the test's own environment; undefined takes one out. */
export function airgate(
  args: string,
  { env = {}, input = '' }: { env?: Record<string, string | undefined>; input?: string } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const file = join(import.meta.dirname, '../scripts/airgate.ts');
    const options = { env: { ...process.env, ...env } };
    const child = execFile(process.execPath, [file, ...args.split(' ')], options, (error, out, err) =>
      resolve({
        code: typeof error?.code === 'number' ? error.code : error ? 1 : 0,
        out: out.trim(),
        err: err.trim(),
      }),
    );
    child.stdin?.end(input);
  });
}
