/** The console's door: a session and a tenant become a ctx, the slice's schema parses once, a verb answers. */
import { initTRPC, TRPCError } from '@trpc/server';
import type { z } from 'zod';
import { errorCodes } from '#lib/errors.ts';
import { answering } from './answer.ts';
import type { Ctx, PlatformCtx } from './ctx.ts';
import { idempotent } from './idempotency.ts';
import { metrics } from './metrics.ts';
import { assertReadable } from './readable.ts';
import { toAppError, toProblem } from './render-error.ts';
import { noteFields } from './scope.ts';

/** What the route or page knows; the ctx itself is made when a procedure asks for it. */
export type Door = {
  requestId: string;
  locale: Ctx['locale'];
  idempotencyKey: string | null;
  tenant(): Promise<Ctx>;
  platform(): Promise<PlatformCtx>;
};

const t = initTRPC.context<Door>().create({
  errorFormatter: ({ shape, error, ctx }) => ({
    ...shape,
    message: '',
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      problem: toProblem(
        toAppError(error.cause ?? error, ctx?.requestId ?? ''),
        ctx?.requestId ?? '',
        ctx?.locale ?? 'en',
      ),
    },
  }),
});

export const router = t.router;
export const createCaller = t.createCallerFactory;

const measured = t.procedure.use(async ({ ctx, path, next }) => {
  const began = performance.now();
  const result = await next();
  metrics.verbSeconds().observe({ door: 'trpc', verb: path }, (performance.now() - began) / 1000);
  if (result.ok) return result;
  const inner = result.error.code === 'INTERNAL_SERVER_ERROR' || result.error.code === 'BAD_REQUEST';
  const error = toAppError(inner ? (result.error.cause ?? result.error) : result.error, ctx.requestId);
  metrics.verbErrors().inc({ door: 'trpc', verb: path, code: error.code });
  throw new TRPCError({ code: errorCodes[error.code].trpc, cause: error });
});

const procedure = measured.use(async ({ getRawInput, next }) => {
  assertReadable(await getRawInput());
  return next();
});

const inTenant = procedure.use(async ({ ctx, next }) => {
  const tenantCtx = await ctx.tenant();
  noteFields({ tenantId: tenantCtx.tenant.id, actorId: tenantCtx.actor.id });
  return next({ ctx: { door: ctx, tenantCtx } });
});
const onPlatform = procedure.use(async ({ ctx, next }) => {
  const platformCtx = await ctx.platform();
  noteFields({ actorId: platformCtx.actor.id });
  return next({ ctx: { platformCtx } });
});

/** What a door needs of a verb: the parsed input in, what the output schema renders out. */
type Verb<C, In, Out> = (ctx: C, input: In) => Promise<Out>;

/** A read inside the tenant. */
export function query<InWire, In, OutWire, Out>(
  input: z.ZodType<In, InWire>,
  output: z.ZodType<OutWire, Out>,
  verb: Verb<Ctx, In, Out>,
) {
  return inTenant
    .input(input)
    .query(async ({ ctx, input }) => output.parse(await verb(ctx.tenantCtx, input as In)));
}

/**
 * A change inside the tenant. The console sends a key with every attempt of one submission, so a retried click is one
 * change; `external` marks verbs that call a cloud.
 */
export function mutation<InWire, In, OutWire, Out>(
  input: z.ZodType<In, InWire>,
  output: z.ZodType<OutWire, Out>,
  verb: Verb<Ctx, In, Out>,
  { external = false } = {},
) {
  return inTenant.input(input).mutation(async ({ ctx, input, path }): Promise<OutWire> => {
    const run = async (c: Ctx) => output.parse(await verb(c, input as In));
    const key = ctx.door.idempotencyKey;
    if (!key) return answering(ctx.tenantCtx, run);
    const request = JSON.stringify([path, input], (_, v) => (typeof v === 'bigint' ? v.toString() : v));
    const wrapped = async (c: Ctx) => ({ status: 200, body: await run(c) });
    const answer = await idempotent(ctx.tenantCtx, { key, request, external }, wrapped);
    return answer.body as OutWire;
  });
}

/** A read over the installation. */
export function platformQuery<InWire, In, OutWire, Out>(
  input: z.ZodType<In, InWire>,
  output: z.ZodType<OutWire, Out>,
  verb: Verb<PlatformCtx, In, Out>,
) {
  return onPlatform
    .input(input)
    .query(async ({ ctx, input }) => output.parse(await verb(ctx.platformCtx, input as In)));
}

/** A change over the installation. */
export function platformMutation<InWire, In, OutWire, Out>(
  input: z.ZodType<In, InWire>,
  output: z.ZodType<OutWire, Out>,
  verb: Verb<PlatformCtx, In, Out>,
) {
  return onPlatform
    .input(input)
    .mutation(async ({ ctx, input }) => output.parse(await verb(ctx.platformCtx, input as In)));
}
