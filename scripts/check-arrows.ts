// Who may import whom: dependency-cruiser on .dependency-cruiser.cjs. Reading nothing would pass, so the files are counted.
import { execFile } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const FOLDERS = ['app', 'bench', 'components', 'inngest', 'lib', 'scripts', 'server', 'tests'];

const report = z.object({
  modules: z.array(
    z.object({ source: z.string(), dependencies: z.array(z.object({ resolved: z.string() })) }),
  ),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const { modules, summary } = report.parse(JSON.parse(await cruise()));
const read = new Set(modules.map(({ source }) => source));
// A folder of the app is called as its address, which may look like a file.
const files = globSync(`{${FOLDERS.join(',')}}/**/*.{ts,tsx}`, { cwd: root }).filter((file) =>
  statSync(join(root, file)).isFile(),
);
const unread = files.filter((file) => !read.has(file));
const between = modules.flatMap(({ source, dependencies }) =>
  FOLDERS.some((folder) => source.startsWith(`${folder}/`)) ? dependencies : [],
);

for (const { rule, from, to } of summary.violations) console.log(`${rule.name}: ${from} -> ${to}`);
if (unread.length > 0) console.log(`Not read: ${unread.join(', ')}`);
// Every file of ours imports something; far fewer imports than files means that they were not understood.
if (between.length < files.length)
  console.log(`Only ${between.length} imports found in ${files.length} files`);
console.log(`${files.length} files, ${between.length} imports, ${summary.violations.length} violations`);
process.exitCode =
  summary.violations.length > 0 || unread.length > 0 || between.length < files.length ? 1 : 0;

function cruise(): Promise<string> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...FOLDERS];
  const options = { cwd: root, maxBuffer: 256 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    // It ends with a code other than 0 when there are violations; no report at all is the only error here.
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) =>
      stdout ? resolve(stdout) : reject(new Error(stderr.trim() || error?.message)),
    );
  });
}
