// Finds the verbs of a service file and whether each asks for its right before it touches anything.
import { dirname, relative, resolve } from 'node:path';
import { root } from './source-files.ts';

interface SourceFunction {
  readonly name: string;
  readonly exported: boolean;
  readonly takesCtx: boolean;
  /** Works on a handle that somebody got by asking. */
  readonly takesHandle: boolean;
  readonly body: string;
}

const START = /^(export )?(?:async )?function (\w+)|^(export )?const (\w+) = (?:async )?(?:<[^>]*>)?\(/gm;
/** The ways to a handle, each of which decides who may have it. */
const CHECKS = /\b(access|platformAccess|withIdentity|tenantTransaction|platformTransaction)(<[^(]*>)?\(/;
const SERVICE = /^server\/[^/]+\/service(\.ts$|\/)/;

/** The functions that stand at the top level of a file. */
function functionsOf(source: string): SourceFunction[] {
  const starts = [...source.matchAll(START)];
  return starts.map((match, index) => {
    const body = source.slice(match.index, starts[index + 1]?.index);
    const name = match[2] ?? match[4] ?? '';
    const takesCtx = new RegExp(
      `(function ${name}|const ${name} = (async )?)(<[^(]*>)?\\(\\s*(ctx|_ctx)\\b`,
    ).test(body);
    const takesHandle = /^[^{]*?\(\s*\w+: \w+,\s*(db|tx): /.test(body);
    return { name, exported: Boolean(match[1] ?? match[3]), takesCtx, takesHandle, body };
  });
}

/** The exported verbs of a service file that neither check a right nor leave it to another verb. */
export function uncheckedVerbs(file: string, source: string): string[] {
  const functions = functionsOf(source);
  const verbsElsewhere = importedVerbs(file, source);
  const checks = (name: string, seen: string[] = []): boolean => {
    if (verbsElsewhere.includes(name)) return true;
    const found = functions.find((candidate) => candidate.name === name);
    if (!found || seen.includes(name)) return false;
    if (CHECKS.test(found.body)) return true;
    return callsWithCtx(found.body).some((called) => called !== name && checks(called, [...seen, name]));
  };
  return functions
    .filter((f) => f.exported && f.takesCtx && !f.takesHandle && !checks(f.name))
    .map((f) => f.name);
}

/** The exported functions of a service file that take a ctx and get to the database by themselves. */
export function verbsOf(source: string): { name: string; platform: boolean }[] {
  return functionsOf(source)
    .filter((f) => f.exported && f.takesCtx && !f.takesHandle)
    .map(({ name, body }) => ({ name, platform: /^[^)]*?ctx: PlatformCtx\b/.test(body) }));
}

/** Functions that a body hands its ctx to, as it is or joined to a transaction. */
function callsWithCtx(body: string): string[] {
  return Array.from(
    body.matchAll(/\b(\w+)(?:<[^(]*>)?\(\s*(?:ctx\b|within\(ctx)/g),
    ([, name]) => name ?? '',
  );
}

/** Names imported from a service, this slice's or another's: those verbs check for themselves. */
function importedVerbs(file: string, source: string): string[] {
  const imports = source.matchAll(/import \{([^}]*)\} from ['"]([#.][^'"]+)['"]/g);
  return Array.from(imports).flatMap(([, names = '', path = '']) => {
    const target = path.startsWith('#') ? path.slice(1) : relative(root, resolve(root, dirname(file), path));
    return SERVICE.test(target) ? names.split(',').map((name) => name.trim().split(/\s+/)[0] ?? '') : [];
  });
}
