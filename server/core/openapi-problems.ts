/** What the API's document says about refusals: for each endpoint the statuses and reasons that it can answer with. */
import { z } from 'zod';
import { type ErrorCode, errorCodes } from '#lib/errors.ts';
import { translate } from '#lib/i18n/translate.ts';
import type { Refusals, Route } from './rest.ts';
import { takesCursor } from './rest-input.ts';

const codes = Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]];

const problem = z.object({
  type: z.string(),
  title: z.string().meta({ description: 'The code in words' }),
  status: z.int(),
  detail: z.string().meta({ description: 'For people, in the language of Accept-Language; it may change' }),
  code: z.enum(codes),
  reason: z.string().meta({ description: 'What programs go by; each endpoint names its own' }),
  requestId: z.string().meta({ description: 'Name it when you ask for help' }),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .meta({ description: 'The wrong fields' }),
});

/** The same for every endpoint, so they stand in the document once. */
const COMMON = {
  unauthenticated: ['key_missing', 'key_unknown', 'key_revoked', 'key_expired', 'key_replaced'],
  rate_limited: ['key_rate_limited', 'key_limit_exceeded'],
  internal: ['internal'],
} as const satisfies Refusals;

const retryAfter = { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } };
const limits = {
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
  RateLimit: { $ref: '#/components/headers/RateLimit' },
};

/** Beside what is declared for an endpoint: what its door refuses before the verb is asked. */
export function refusalsOf(route: Route): Refusals {
  const changes = route.method !== 'GET';
  const hasBody = changes && route.method !== 'DELETE';
  const door: Refusals = {
    ...COMMON,
    forbidden: ['forbidden', 'key_address_blocked'],
    precondition_failed: ['tenant_suspended', 'tenant_deleted'],
    invalid_input: [
      'invalid_input',
      ...(takesCursor(route.input) ? ['cursor_invalid'] : []),
      ...(hasBody ? ['body_too_large', 'content_type', 'json_malformed', 'json_too_deep'] : []),
      ...(changes ? ['idempotency_key_format'] : []),
    ],
    conflict: changes
      ? ['idempotency_key_reused', ...(route.external ? ['idempotency_in_progress'] : []), 'taken_meanwhile']
      : [],
  };
  const all = codes.map((code) => [code, [...(route.refusals[code] ?? []), ...(door[code] ?? [])]] as const);
  return Object.fromEntries(
    all.flatMap(([code, reasons]) => (reasons.length > 0 ? [[code, [...new Set(reasons)].sort()]] : [])),
  );
}

/** The refusals among an endpoint's `responses`, by status. */
export function problemResponses(route: Route): Record<string, object> {
  const refusals = Object.entries(refusalsOf(route)) as [ErrorCode, string[]][];
  return Object.fromEntries(
    refusals.map(([code, reasons]) => [
      String(errorCodes[code].status),
      code in COMMON ? { $ref: `#/components/responses/${code}` } : response(code, reasons),
    ]),
  );
}

/** What the document's components hold for them. */
export const problemComponents = () => {
  const { $schema, ...schema } = z.toJSONSchema(problem, { io: 'output' });
  const common = Object.entries(COMMON) as [keyof typeof COMMON, readonly string[]][];
  return {
    schemas: { Problem: schema },
    responses: Object.fromEntries(common.map(([code, reasons]) => [code, response(code, reasons)])),
  };
};

function response(code: ErrorCode, reasons: readonly string[]): object {
  const { status } = errorCodes[code];
  const nothing = status < 500 ? '; nothing was changed' : '';
  return {
    description: `${translate('en', `errors.codes.${code}`)}${nothing}: ${reasons.map((reason) => `\`${reason}\``).join(', ')}`,
    headers: { ...limits, ...(status === 429 || status === 409 ? retryAfter : {}) },
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { properties: { code: { const: code }, reason: { enum: reasons } } },
          ],
        },
      },
    },
  };
}
