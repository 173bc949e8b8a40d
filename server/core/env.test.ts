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
