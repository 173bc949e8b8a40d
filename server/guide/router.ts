import { z } from 'zod';
import { mutation, query, router } from '#server/core/trpc.ts';
import { guideOut, setGuideInput, setGuideOut } from './schema.ts';
import { getGuide, setGuide } from './service.ts';

export const guideRouter = router({
  get: query(z.void(), guideOut, getGuide),
  set: mutation(setGuideInput, setGuideOut, setGuide),
});
