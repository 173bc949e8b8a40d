// npm run bench -- NAME [ARGUMENT …]: runs bench/NAME.ts, prints its table, and the same figures as one last line of JSON.
import { readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { type Bench, formatTable } from './report.ts';

const names = readdirSync(import.meta.dirname)
  .filter((file) => /^[a-z][a-z0-9-]*\.ts$/.test(file) && file !== 'main.ts' && file !== 'report.ts')
  .map((file) => file.slice(0, -'.ts'.length));
const [name, ...args] = process.argv.slice(2);

if (!name) {
  console.log(`Usage: npm run bench -- NAME\n\n${names.map((known) => `  ${known}`).join('\n')}`);
} else if (!names.includes(name)) {
  console.error(`There is no benchmark "${name}"; there are: ${names.join(', ')}`);
  process.exitCode = 1;
} else {
  const { bench }: { bench: Bench } = await import(`./${name}.ts`);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  const report = await bench(args);
  console.log(formatTable(report));
  console.log(`\n${cpus().length} cores, load ${load} before the run, Node ${process.version}`);
  console.log(JSON.stringify({ bench: name, ...report }));
}
