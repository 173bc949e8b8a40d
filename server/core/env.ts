/** The environment, read and validated once. Nothing else reads `process.env`. */
import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((v) => v === '1');
const list = z.string().transform((v) =>
  v
    .split(',')
    .map((s) => s.trim())
    .filter(Boolean),
);

const schema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('production')
    .describe('Development reloads pages; test is for tests.'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port of the web server.'),
  AIRGATE_HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  AIRGATE_TRUST_PROXY: flag
    .default(false)
    .describe('1 believes X-Forwarded-For, for an AirGate that only a reverse proxy can reach.'),
  AIRGATE_PUBLIC_URL: z
    .url()
    .optional()
    .describe('Address that people and links use; default http://localhost:PORT.'),
  AIRGATE_DATA_DIR: z
    .string()
    .default('.airgate')
    .describe('Where the embedded database and generated secrets live.'),
  DATABASE_URL: z.string().min(1).describe('Postgres 16 or newer, as the owner of the schema.'),
  DATABASE_APP_URL: z
    .string()
    .optional()
    .describe('The same database as the unprivileged role; default derived.'),
  AIRGATE_DB_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(20)
    .describe('Connections of one process.'),
  AIRGATE_SECRET_KEY: z
    .string()
    .describe('Master key: 32 bytes in base64; several as `id:key,id:key`, the first encrypts, all decrypt.'),
  AIRGATE_ADMIN_EMAIL: z.email().optional().describe("The first operator's e-mail."),
  AIRGATE_ADMIN_PASSWORD: z
    .string()
    .min(10)
    .optional()
    .describe("The first operator's password; default generated."),
  AIRGATE_DEMO: flag.optional().describe('1 seeds the demo tenant, 0 does not.'),
  AIRGATE_JOBS: flag.default(true).describe('0 starts a process without the job executor.'),
  AIRGATE_JOBS_CAPACITY: z.coerce
    .number()
    .int()
    .min(4)
    .max(500)
    .default(32)
    .describe('Steps that the embedded executor has in flight at a time.'),
  AIRGATE_JOBS_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_650)
    .default(14)
    .describe('How long the embedded executor keeps finished runs and their events.'),
  AIRGATE_SANDBOX_URL: z
    .url()
    .optional()
    .describe('Base URL of the sandbox cloud; without it that provider is off.'),
  AIRGATE_EGRESS_ALLOW: list
    .default([])
    .describe(
      'host:port pairs that channels and identity providers may have although they are private or plain http.',
    ),
  VOLCENGINE_BASE_URL: z
    .url()
    .default('https://open.volcengineapi.com')
    .describe('Base URL of the Volcengine OpenAPI.'),
  SMTP_URL: z.string().optional().describe('smtp(s)://user:password@host:port for outgoing mail.'),
  AIRGATE_MAIL_FROM: z.string().default('AirGate <airgate@localhost>').describe('Sender of outgoing mail.'),
  INNGEST_DEV: z
    .string()
    .optional()
    .describe('Address of an Inngest dev server instead of the embedded executor; nothing is signed then.'),
  INNGEST_BASE_URL: z
    .string()
    .optional()
    .describe('A self-hosted Inngest server instead of the embedded executor.'),
  INNGEST_EVENT_KEY: z.string().optional().describe('Inngest event key; selects an Inngest server.'),
  INNGEST_SIGNING_KEY: z.string().optional().describe('Inngest signing key.'),
  INNGEST_SERVE_ORIGIN: z
    .url()
    .optional()
    .describe('Address at which the Inngest server reaches AirGate; default the public one.'),
  AIRGATE_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe(
      'Bearer token that GET /api/metrics asks for; without it only this machine itself is answered.',
    ),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('Least severe log line.'),
});

export type Env = z.output<typeof schema>;

/** Whether an Inngest dev server is named; `0` and `false` mean none, as for the SDK. */
export const inngestDev = ({ INNGEST_DEV }: Pick<Env, 'INNGEST_DEV'>) =>
  INNGEST_DEV !== undefined && !['0', 'false'].includes(INNGEST_DEV);

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** What only shows when several variables are looked at together. */
const consistent = schema.superRefine((env, ctx) => {
  const fault = (name: keyof Env, message: string) => ctx.addIssue({ code: 'custom', path: [name], message });
  if (inngestDev(env)) {
    // A dev server signs nothing, so whoever reaches the job endpoint could run any job.
    if (!LOOPBACK.includes(env.AIRGATE_HOST)) fault('INNGEST_DEV', 'it needs a loopback AIRGATE_HOST');
    return;
  }
  if (!env.INNGEST_EVENT_KEY && !env.INNGEST_BASE_URL) return;
  if (!env.INNGEST_EVENT_KEY) fault('INNGEST_EVENT_KEY', 'INNGEST_BASE_URL needs it');
  if (!env.INNGEST_SIGNING_KEY) fault('INNGEST_SIGNING_KEY', 'an Inngest server needs it');
});

/** A configuration fault, in one line fit for a terminal. */
export class EnvError extends Error {}

/** Validates a set of variables; names each wrong one in one line. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = consistent.safeParse(filled);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return filled[name] === undefined ? `${name} is missing` : `${name} is wrong (${issue.message})`;
  });
  throw new EnvError(`Configuration: ${faults.join('; ')}`);
}

let parsed: Env | undefined;

/** The process's environment; throws `EnvError` on first use when it is incomplete. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** The address that people and links use, without a trailing slash. */
export function publicUrl(): string {
  return (env().AIRGATE_PUBLIC_URL ?? `http://localhost:${env().PORT}`).replace(/\/+$/, '');
}

/** Whether pages are served with hot reloading; readable before the rest of the environment is complete. */
export const isDevelopment = () => process.env.NODE_ENV === 'development';

/** NextAuth reads its own variable; everything else in AirGate asks `publicUrl()`. */
export function exportPublicUrl(): void {
  process.env.NEXTAUTH_URL = publicUrl();
}

/** Names, defaults and sentences of every variable, for the configuration reference. */
export const envReference = schema;
