// Wraps every exported verb of the services while it is loaded, so that one at a time can be made to misbehave.
import { relative } from 'node:path';
import type { Plugin } from 'vite';
import { root } from '#tests/source-files.ts';
import { verbsOf } from '#tests/verbs.ts';

const SERVICE = /^server\/[^/]+\/service(\.ts|\/.+\.ts)$/;

/** The verbs are as they were until `mutant.verb` names one. */
export function mutants(): Plugin {
  return {
    name: 'airgate-mutants',
    enforce: 'pre',
    transform(code, id) {
      const file = relative(root, id.split('?')[0] ?? '');
      if (!SERVICE.test(file) || file.includes('.test.')) return null;
      const names = verbsOf(code).map(({ name }) => name);
      const open = names.reduce(
        (text, name) => text.replace(new RegExp(`^export const ${name}\\b`, 'm'), `export let ${name}`),
        code,
      );
      const wrapped = names.map((name) => {
        const verb = `${file.replace(/\.ts$/, '')}#${name}`;
        return `${name} = globalThis.airgateMutate('${verb}', ${name});`;
      });
      return { code: `${open}\n${wrapped.join('\n')}\n`, map: null };
    },
  };
}
