// The compose file of the documentation fits the configuration that AirGate takes.
import { expect, test } from 'vitest';
import { parseEnv } from '#server/core/env.ts';
import { read } from './source-files.ts';

const compose = read('docs/compose.inngest.yaml');
const values: Record<string, string> = {
  POSTGRES_PASSWORD: 'p',
  INNGEST_VERSION: 'v1',
  INNGEST_EVENT_KEY: 'an-event-key',
  INNGEST_SIGNING_KEY: 'ab'.repeat(32),
  AIRGATE_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
  AIRGATE_PUBLIC_URL: 'https://airgate.example',
};

/** The lines of a service, with the variables filled in as compose does. */
function service(name: string): string {
  const block = new RegExp(`^ {2}${name}:\\n((?: {4}.*\\n|\\n)+)`, 'm').exec(compose)?.[1] ?? '';
  return block.replace(/\$\{(\w+)(?::[-?][^}]*)?\}/g, (whole, variable: string) => values[variable] ?? whole);
}

test('AirGate takes its environment, and has an Inngest server in it', () => {
  const lines = service('airgate').matchAll(/^ {6}([A-Z][A-Z_]+): (.+)$/gm);
  const variables = Object.fromEntries(Array.from(lines, ([, name = '', value = '']) => [name, value]));
  const env = parseEnv(variables);
  expect(Object.keys(env)).toEqual(expect.arrayContaining(Object.keys(variables)));
  expect(env).toMatchObject({ INNGEST_BASE_URL: 'http://inngest:8288', AIRGATE_HOST: '0.0.0.0' });
});

test('the server keeps its state in Postgres and Redis, and both sides have the same keys', () => {
  const server = service('inngest');
  expect(server).toMatch(/--postgres-uri postgres:\/\/airgate:p@postgres:5432\/inngest\b/);
  expect(server).toMatch(/--redis-uri redis:\/\/redis:6379\b/);
  expect(server).toContain(
    `--event-key ${values.INNGEST_EVENT_KEY} --signing-key ${values.INNGEST_SIGNING_KEY}`,
  );
  expect(service('airgate')).toContain(`INNGEST_SIGNING_KEY: signkey-prod-${values.INNGEST_SIGNING_KEY}`);
  expect(server).toContain(`-u ${/INNGEST_SERVE_ORIGIN: (\S+)/.exec(compose)?.[1]}/api/inngest`);
  expect(compose).toContain('CREATE DATABASE inngest;');
});

test('every variable that has to be set is named in the documentation', () => {
  const asked = new Set(Array.from(compose.matchAll(/\$\{(\w+):\?/g), ([, name = '']) => name));
  const documented = read('docs/jobs.md');
  expect([...asked].filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
  expect(asked.size).toBeGreaterThan(3);
});

test('nothing is reachable from other machines by itself', () => {
  const ports = Array.from(compose.matchAll(/^ {6}- ((?:[\d.]+:)?\d+:\d+)$/gm), ([, port = '']) => port);
  expect(ports).toHaveLength(2);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});
