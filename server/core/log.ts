import pino, { type Logger } from 'pino';
import { env } from './env.ts';
import { once } from './registry.ts';

const SECRET_FIELDS = [
  'password',
  'secret',
  'secretAccessKey',
  'authorization',
  'cookie',
  'credential',
  'token',
  'config',
];

/** Structured JSON lines on stdout; fields that hold secrets are cut out wherever they stand. */
export const log: Logger = once('log', () =>
  pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_FIELDS.flatMap((f) => [f, `*.${f}`, `*.*.${f}`]),
      censor: '[redacted]',
    },
  }),
);
