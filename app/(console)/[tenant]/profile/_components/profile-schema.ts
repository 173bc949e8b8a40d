import { z } from 'zod';
import { changePasswordInput, updateProfileInput } from '#server/users/schema.ts';

/** The server's rules for both forms of the profile. */
export const aboutForm = updateProfileInput.required();

export const passwordForm = changePasswordInput.extend({
  currentPassword: z.string().min(1, 'field_required').max(200, 'password_long'),
  repeated: z.string(),
});
