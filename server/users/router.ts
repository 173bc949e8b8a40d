import { z } from 'zod';
import { mutation, query, router } from '#server/core/trpc.ts';
import { changePasswordInput, profileOut, updateProfileInput } from './schema.ts';
import * as verbs from './service.ts';

export const usersRouter = router({
  profile: query(z.void(), profileOut, verbs.getOwnProfile),
  update: mutation(updateProfileInput, profileOut, verbs.updateProfile),
  changePassword: mutation(changePasswordInput, z.void(), verbs.changePassword),
});
