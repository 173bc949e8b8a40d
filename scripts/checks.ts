// Runs commands that each must end well, a few at a time, and says how each went.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Check {
  readonly name: string;
  /** One after the other: a file of Node's and its arguments. */
  readonly commands: string[][];
}

export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
}

const root = join(import.meta.dirname, '..');

/** Runs all, also after a failure; prints a line for each as it ends, and the output of those that failed. */
export async function runChecks(checks: readonly Check[], atOnce = 2): Promise<CheckResult[]> {
  const waiting = [...checks];
  const results: CheckResult[] = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const result = await runCheck(check);
      results.push(result);
      console.log(`${result.passed ? '✓' : '✗'} ${result.name} (${result.seconds.toFixed(1)} s)`);
      if (!result.passed) console.log(indent(result.output));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return checks.flatMap(({ name }) => results.find((result) => result.name === name) ?? []);
}

/** The table at the end: what, how, how long. */
export function printTable(results: readonly CheckResult[]): void {
  const width = Math.max(...results.map(({ name }) => name.length));
  console.log('');
  for (const { name, passed, seconds } of results)
    console.log(
      `  ${name.padEnd(width)}  ${passed ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(5)} s`,
    );
}

async function runCheck({ name, commands }: Check): Promise<CheckResult> {
  const began = performance.now();
  let output = '';
  let passed = true;
  for (const command of commands) {
    const run = await runNode(command);
    output += run.output;
    passed = run.code === 0;
    if (!passed) break;
  }
  return { name, passed, seconds: (performance.now() - began) / 1000, output };
}

/** Runs Node on a file and its arguments; the output is plain text. */
function runNode(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The last lines say the most. */
function indent(output: string): string {
  const lines = output.trim().split('\n');
  const shown = lines.length > 120 ? ['…', ...lines.slice(-120)] : lines;
  return shown.map((line) => `    ${line}`).join('\n');
}
