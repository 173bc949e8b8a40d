/** The REST door: a declaration names path, schemas and verb; one handler does the rest for all of them. */
import type { z } from 'zod';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import { pickLocale } from '#lib/i18n/locale.ts';
import type { Permission } from '#lib/permissions.ts';
import { answering } from './answer.ts';
import { nearestAddress } from './caller-address.ts';
import { type Ctx, newBase } from './ctx.ts';
import { idempotent } from './idempotency.ts';
import { type Admission, admitKey } from './key-identity.ts';
import { requestAnswered, verbDone } from './outcomes.ts';
import { openCursor, sealCursor } from './page-cursor.ts';
import { toAppError, toProblem } from './render-error.ts';
import { readInput, takesCursor } from './rest-input.ts';
import { noteFields, requestIdInScope, withFields } from './scope.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

type Declaration<InWire, In, OutWire, Out> = {
  summary: string;
  tag: string;
  /** What the verb checks, for the documentation; the permission matrix holds the two together. */
  permission: Permission;
  input: z.ZodType<In, InWire>;
  output: z.ZodType<OutWire, Out>;
  verb: (ctx: Ctx, input: In) => Promise<Out>;
  status?: 200 | 201 | 202;
  /** The verb calls a cloud or another outside service. */
  external?: boolean;
};

/** Reasons by code. */
export type Refusals = Partial<Record<ErrorCode, readonly string[]>>;

export type Route = {
  method: Method;
  path: string;
  summary: string;
  tag: string;
  permission: Permission;
  input: z.ZodType;
  output: z.ZodType;
  status: number;
  external: boolean;
  /** What the verb can come to, for the documentation. */
  refusals: Refusals;
  /** Parses, calls the verb, renders. */
  run(ctx: Ctx, input: unknown): Promise<unknown>;
};

/** Declares one endpoint below `/api/v1`; `{name}` in the path is a field of the input. */
export function route<InWire, In, OutWire, Out>(
  method: Method,
  path: string,
  declared: Declaration<InWire, In, OutWire, Out>,
): Route {
  const { input, output, verb, status = 200, external = false, ...rest } = declared;
  const name = `${method} ${path}`;
  const run = async (ctx: Ctx, raw: unknown) =>
    output.parse(await verbDone('rest', name, async () => verb(ctx, input.parse(raw))));
  return { method, path, ...rest, input, output, status, external, refusals: {}, run };
}

type Found = { route: Route; params: Record<string, string> };

/** Answers every request below `/api/v1` from the list of routes. */
export function restHandler(routes: readonly Route[]): (request: Request) => Promise<Response> {
  const table = routes.map((r) => ({ route: r, segments: r.path.split('/').filter(Boolean) }));

  function find(method: string, pathname: string): Found {
    const asked = pathname.split('/').filter(Boolean).slice(2).map(decoded);
    const here = table.filter(({ segments }) => matches(segments, asked));
    const hit = here.find(({ route: r }) => r.method === method);
    if (!hit && here.length > 0)
      throw new AppError('not_found', 'method_not_allowed', { params: { method } });
    if (!hit) throw new AppError('not_found', 'endpoint_not_found');
    const named = hit.segments.flatMap((s, i) =>
      s.startsWith('{') ? [[s.slice(1, -1), asked[i] ?? '']] : [],
    );
    return { route: hit.route, params: Object.fromEntries(named) };
  }

  /** For the log and for metrics, of refused callers too; whatever is not ours has one name. */
  function templateOf(request: Request): string {
    try {
      return find(request.method, new URL(request.url).pathname).route.path;
    } catch {
      return 'unmatched';
    }
  }

  async function respond(request: Request, requestId: string): Promise<Responded> {
    const locale = pickLocale({ acceptLanguage: request.headers.get('accept-language') });
    const base = newBase('rest', locale, requestId);
    let caller: Admission | undefined;
    try {
      const url = new URL(request.url);
      caller = await admitKey(bearer(request), base, nearestAddress(request.headers.get('x-forwarded-for')));
      const { ctx, refusal } = caller;
      noteFields({ tenantId: ctx.tenant.id, actorId: ctx.actor.id });
      if (refusal) throw refusal;
      const { route: found, params } = find(request.method, url.pathname);
      const input = await readInput(request, url, found, params);
      const place = { tenantId: ctx.tenant.id, list: JSON.stringify([found.path, params]) };
      const { status, body } = await answer(ctx, request, found, withOpened(found, input, place));
      const headers = { 'x-request-id': requestId, 'cache-control': 'no-store' };
      return told(caller, { response: Response.json(withSealed(body, place), { status, headers }) });
    } catch (thrown) {
      const error = toAppError(thrown, requestId);
      return told(caller, { error, response: problemResponse(error, requestId, locale) });
    }
  }

  return (request) => {
    const requestId = requestIdInScope();
    const began = performance.now();
    return withFields({ requestId }, async () => {
      const { response, error } = await respond(request, requestId);
      const seconds = (performance.now() - began) / 1000;
      const { status } = response;
      const about = { door: 'rest' as const, method: request.method, route: templateOf(request) };
      requestAnswered({ ...about, status, seconds, error });
      return response;
    });
  };
}

/** What does not decode is in no path of ours. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new AppError('not_found', 'endpoint_not_found', { cause });
  }
}

type Place = Parameters<typeof openCursor>[1];

function withOpened(found: Route, input: Record<string, unknown>, place: Place): Record<string, unknown> {
  const { cursor } = input;
  if (typeof cursor !== 'string' || !takesCursor(found.input)) return input;
  return { ...input, cursor: openCursor(cursor, place) };
}

function withSealed(body: unknown, place: Place): unknown {
  if (body === null || typeof body !== 'object' || !('nextCursor' in body)) return body;
  const { nextCursor } = body;
  return typeof nextCursor === 'string' ? { ...body, nextCursor: sealCursor(nextCursor, place) } : body;
}

type Responded = { response: Response; error?: AppError };

/** What a key's own limits have to say goes with every answer to it, and the answer is counted. */
function told(caller: Admission | undefined, responded: Responded): Responded {
  const { response } = responded;
  caller?.answered(response.status);
  for (const [name, value] of Object.entries(caller?.fields() ?? {})) response.headers.set(name, value);
  return responded;
}

/** An error as `application/problem+json`. */
export function problemResponse(error: AppError, requestId: string, locale: Ctx['locale']): Response {
  const problem = toProblem(error, requestId, locale);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': requestId,
      ...(error.retryAfter !== undefined && { 'retry-after': String(error.retryAfter) }),
      ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
    },
  });
}

async function answer(ctx: Ctx, request: Request, found: Route, input: unknown) {
  const key = request.headers.get('idempotency-key');
  const once = async (c: Ctx) => ({ status: found.status, body: await found.run(c, input) });
  if (key === null || request.method === 'GET') return answering(ctx, once);
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError('invalid_input', 'idempotency_key_format');
  const fingerprint = JSON.stringify([found.method, found.path, input]);
  return idempotent(ctx, { key, request: fingerprint, external: found.external }, once);
}

function bearer(request: Request): string {
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ');
  const secret = scheme?.toLowerCase() === 'bearer' ? token : request.headers.get('x-api-key');
  if (!secret) throw new AppError('unauthenticated', 'key_missing');
  return secret;
}

function matches(segments: readonly string[], asked: readonly string[]): boolean {
  return segments.length === asked.length && segments.every((s, i) => s.startsWith('{') || s === asked[i]);
}
