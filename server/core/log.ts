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

const logger = (): Logger =>
  once('log', () =>
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

type Write = (fields: object, text: string) => void;

/** Structured JSON lines on stdout; fields that hold secrets are cut out wherever they stand. */
export const log: Record<'debug' | 'info' | 'warn' | 'error', Write> = {
  debug: (fields, text) => logger().debug(fields, text),
  info: (fields, text) => logger().info(fields, text),
  warn: (fields, text) => logger().warn(fields, text),
  error: (fields, text) => logger().error(fields, text),
};
