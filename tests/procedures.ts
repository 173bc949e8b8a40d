// Every procedure of the console and every endpoint of the API, and how tests call them.
import { type AnyTRPCProcedure, callTRPCProcedure, TRPCError } from '@trpc/server';
import { z } from 'zod';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import { newBase } from '#server/core/ctx.ts';
import { memberCtx, operatorCtxFor } from '#server/core/identity.ts';
import type { Route } from '#server/core/rest.ts';
import type { Door } from '#server/core/trpc.ts';
import { handleRest } from '#server/rest.ts';
import { appRouter } from '#server/router.ts';

export type Procedure = { path: string; type: 'query' | 'mutation'; input: z.ZodType };

export type Outcome =
  | { ok: true; body: unknown }
  | { ok: false; code: ErrorCode; reason: string; params: unknown };

/** All procedures, with the schema that each parses its input with. */
export const procedures: Procedure[] = Object.entries<unknown>(appRouter._def.procedures).map(
  ([path, value]) => {
    if (!isProcedure(value)) throw new Error(`${path} is no procedure`);
    const { type, inputs } = value._def as { type: string; inputs?: unknown[] };
    const [input = z.void()] = inputs ?? [];
    if (!(input instanceof z.ZodType) || type === 'subscription')
      throw new Error(`${path} has no input schema`);
    return { path, type: type === 'query' ? 'query' : 'mutation', input };
  },
);

function isProcedure(value: unknown): value is AnyTRPCProcedure {
  return typeof value === 'function' && '_def' in value;
}

/** Calls a procedure through a door and tells how it ended. */
export async function callProcedure(door: Door, procedure: Procedure, input: unknown): Promise<Outcome> {
  try {
    const body = await callTRPCProcedure({
      router: appRouter,
      path: procedure.path,
      getRawInput: async () => input,
      ctx: door,
      type: procedure.type,
      signal: undefined,
      batchIndex: 0,
    });
    return { ok: true, body };
  } catch (error) {
    if (!(error instanceof TRPCError) || !(error.cause instanceof AppError)) throw error;
    const { code, reason, params } = error.cause;
    return { ok: false, code, reason, params };
  }
}

/** The console's door for somebody who is signed in. */
export function consoleDoor(userId: string, tenantSlug: string): Door {
  const base = newBase('console', 'en');
  return {
    requestId: base.requestId,
    locale: 'en',
    idempotencyKey: null,
    tenant: () => memberCtx(userId, tenantSlug, base),
    platform: () => operatorCtxFor(userId, base),
  };
}

/** Which of the two kinds of ctx a procedure asks for: that of a tenant, or that of the installation. */
export async function realmOf(procedure: Procedure, input: unknown): Promise<'tenant' | 'platform'> {
  const asked: ('tenant' | 'platform')[] = [];
  const refuse = (realm: 'tenant' | 'platform') => async () => {
    asked.push(realm);
    throw new AppError('unauthenticated', 'session_missing');
  };
  const base = newBase('console', 'en');
  const door = { requestId: base.requestId, locale: base.locale, idempotencyKey: null };
  const outcome = await callProcedure(
    { ...door, tenant: refuse('tenant'), platform: refuse('platform') },
    procedure,
    input,
  );
  const [realm] = asked;
  if (outcome.ok || !realm) throw new Error(`${procedure.path} asks for nobody`);
  return realm;
}

export type Answer<Body = Record<string, unknown>> = { status: number; headers: Headers; body: Body };

/** One request to the API. */
export async function request<Body = Record<string, unknown>>(
  method: string,
  path: string,
  { secret, body, headers = {} }: { secret?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<Body>> {
  const response = await handleRest(
    new Request(`http://localhost/api/v1${path}`, {
      method,
      headers: {
        ...(secret && { authorization: `Bearer ${secret}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Asks an endpoint with an input: its fields go where the endpoint wants them. */
export async function callRoute(route: Route, input: unknown, secret?: string): Promise<Answer> {
  const rest = { ...(input as Record<string, unknown>) };
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const inQuery = route.method === 'GET' || route.method === 'DELETE';
  const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]));
  const target = inQuery && query.size > 0 ? `${path}?${query}` : path;
  return request(route.method, target, { ...(secret && { secret }), ...(!inQuery && { body: rest }) });
}
