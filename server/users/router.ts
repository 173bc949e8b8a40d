import { z } from 'zod';
import { mutation, query, router } from '#server/core/trpc.ts';
import {
  changePasswordInput,
  confirmFactorInput,
  passwordAndCode,
  passwordOnly,
  profileOut,
  recoveryCodesOut,
  secondFactorOut,
  sessionOut,
  sessionRef,
  startedFactorOut,
  updateProfileInput,
} from './schema.ts';
import { sendVerification } from './service/reset.ts';
import * as factor from './service/second-factor.ts';
import * as sessions from './service/sessions.ts';
import * as verbs from './service.ts';

export const usersRouter = router({
  profile: query(z.void(), profileOut, verbs.getOwnProfile),
  update: mutation(updateProfileInput, profileOut, verbs.updateProfile),
  changePassword: mutation(changePasswordInput, z.void(), verbs.changePassword),
  sendVerification: mutation(z.void(), z.void(), sendVerification, { external: true }),
  sessions: query(z.void(), z.array(sessionOut), sessions.listSessions),
  revokeSession: mutation(sessionRef, z.void(), sessions.revokeSession),
  revokeOtherSessions: mutation(z.void(), z.object({ revoked: z.int() }), sessions.revokeOtherSessions),
  secondFactor: query(z.void(), secondFactorOut, factor.getSecondFactor),
  startSecondFactor: mutation(passwordOnly, startedFactorOut, factor.startSecondFactor),
  confirmSecondFactor: mutation(confirmFactorInput, recoveryCodesOut, factor.confirmSecondFactor),
  removeSecondFactor: mutation(passwordAndCode, z.void(), factor.removeSecondFactor),
  renewRecoveryCodes: mutation(passwordAndCode, recoveryCodesOut, factor.renewRecoveryCodes),
});
