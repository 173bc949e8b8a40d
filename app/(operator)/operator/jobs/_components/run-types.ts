import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/router.ts';

/** A run as it comes over the wire. */
export type Run = inferRouterOutputs<AppRouter>['platform']['run'];
export type Step = Run['steps'][number];
