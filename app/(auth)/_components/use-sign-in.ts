'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { signIn } from '#app/session-client.ts';
import { useIsReason } from '#components/use-is-reason.ts';
import type { ErrorReason } from '#lib/errors.ts';

type Credentials = { email: string; password: string; code?: string };
/** Null: signed in and on the way. */
type Refusal = { reason: ErrorReason | null; sentence: string } | null;

/** Signs in and goes on to `path`; resolves with what to show when that was refused. */
export function useSignIn(path: string): (credentials: Credentials) => Promise<Refusal> {
  const t = useTranslations();
  const router = useRouter();
  const isReason = useIsReason();
  return async (credentials) => {
    const answer = await signIn(credentials).catch(() => null);
    if (answer?.ok) {
      router.replace(path);
      router.refresh();
      return null;
    }
    const refused = refusal(answer?.error);
    return refused && isReason(refused.reason)
      ? { reason: refused.reason, sentence: t(`errors.reasons.${refused.reason}`, refused.params) }
      : { reason: null, sentence: t('auth.signIn.unknownError') };
  };
}

/** The library hands on a refusal's text alone, so the server writes reason and figures into it. */
function refusal(text: string | null | undefined) {
  try {
    return JSON.parse(text ?? '') as { reason: string; params: Record<string, string | number> };
  } catch {
    return null;
  }
}
