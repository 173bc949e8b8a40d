import { expect, test } from 'vitest';
import { EnvError, parseEnv } from './env.ts';

const least = { DATABASE_URL: 'postgresql://localhost/airgate', AIRGATE_SECRET_KEY: 'x' };

test('the least that is needed is enough, and the rest has defaults', () => {
  expect(parseEnv(least)).toMatchObject({ PORT: 3000, NODE_ENV: 'production', AIRGATE_JOBS: true });
});

test('every missing or wrong variable is named in one line', () => {
  expect(() => parseEnv({ PORT: 'many' })).toThrow(EnvError);
  expect(() => parseEnv({ PORT: 'many' })).toThrow(
    /PORT is wrong .*DATABASE_URL is missing.*AIRGATE_SECRET_KEY is missing/,
  );
});

test('an empty variable is none', () => {
  expect(parseEnv({ ...least, SMTP_URL: '', PORT: '' })).toMatchObject({ PORT: 3000 });
});

test('an Inngest server needs its keys, and a dev server a loopback address', () => {
  const server = { ...least, INNGEST_BASE_URL: 'http://inngest:8288' };
  expect(() => parseEnv(server)).toThrow(/INNGEST_EVENT_KEY is missing; INNGEST_SIGNING_KEY is missing/);
  expect(() => parseEnv({ ...least, INNGEST_EVENT_KEY: 'k' })).toThrow(/INNGEST_SIGNING_KEY is missing/);
  expect(parseEnv({ ...server, INNGEST_EVENT_KEY: 'k', INNGEST_SIGNING_KEY: 's' })).toBeDefined();
  const dev = { ...least, INNGEST_DEV: 'http://127.0.0.1:8288' };
  expect(parseEnv(dev)).toBeDefined();
  expect(() => parseEnv({ ...dev, AIRGATE_HOST: '0.0.0.0' })).toThrow(/INNGEST_DEV is wrong .*loopback/);
  expect(parseEnv({ ...least, INNGEST_DEV: '0', AIRGATE_HOST: '0.0.0.0' })).toBeDefined();
});
