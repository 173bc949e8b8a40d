import pino, { type DestinationStream, type Logger } from 'pino';
import { env } from './env.ts';
import { mask } from './mask.ts';
import { once } from './registry.ts';
import { fieldsInScope } from './scope.ts';

/** A logger of JSON lines: each carries what is known of the request or run at work, and none a secret. */
export function makeLogger(level: string, destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => ({ ...fieldsInScope() }),
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => mask(fields) as Record<string, unknown>,
    },
    // With its causes, and masked like everything else: a message may repeat what was sent.
    serializers: { err: (error) => mask(pino.stdSerializers.err(error)) },
  };
  return destination ? pino(options, destination) : pino(options);
}

const logger = () => once('log', () => makeLogger(env().LOG_LEVEL));

type Write = (fields: object, text: string) => void;

/** Structured JSON lines on stdout. */
export const log: Record<'debug' | 'info' | 'warn' | 'error', Write> = {
  debug: (fields, text) => logger().debug(fields, text),
  info: (fields, text) => logger().info(fields, text),
  warn: (fields, text) => logger().warn(fields, text),
  error: (fields, text) => logger().error(fields, text),
};
