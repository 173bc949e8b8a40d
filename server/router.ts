/** Every procedure of the console, by slice. */
import { createCaller, router } from '#server/core/trpc.ts';
import { cloudsRouter } from './clouds/router.ts';

export const appRouter = router({
  clouds: cloudsRouter,
});

export type AppRouter = typeof appRouter;
export const createAppCaller = createCaller(appRouter);
