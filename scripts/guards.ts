// The guards: what must hold of the source, without a database.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from './checks.ts';

const installed = (path: string) => join('node_modules', path);
const biome = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'));

export const sourceGuards: readonly Check[] = [
  {
    name: 'Format and lint',
    commands: [[biome, 'ci', '--colors=off', '--diagnostic-level=warn', '--error-on-warnings']],
  },
  {
    name: 'Types',
    commands: [
      [installed('next/dist/bin/next'), 'typegen'],
      // Several checkers would each work out the types of the whole server again.
      [installed('typescript/bin/tsc'), '--noEmit', '--singleThreaded', '-p', '.'],
    ],
  },
  { name: 'Arrows between folders', commands: [['scripts/check-arrows.ts']] },
  { name: 'Dead code', commands: [[installed('knip/bin/knip.js'), '--no-gitignore', '--no-progress']] },
];

export const pureTests: Check = {
  name: 'House rules and pure tests',
  commands: [[installed('vitest/vitest.mjs'), 'run', '--project', 'pure', '--reporter', 'dot']],
};
