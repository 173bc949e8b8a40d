import { printTable, runChecks } from './checks.ts';
import { pureTests, sourceGuards } from './guards.ts';

const results = await runChecks([pureTests, ...sourceGuards]);
printTable(results);
const failed = results.filter(({ passed }) => !passed).length;
console.log(`\n${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
