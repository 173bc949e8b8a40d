'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { signIn } from '#app/session-client.ts';
import { isReason } from '#lib/errors.ts';

type Credentials = { email: string; password: string };

/** Signs in and goes on to `path`; resolves with the sentence to show when that was refused. */
export function useSignIn(path: string): (credentials: Credentials) => Promise<string | null> {
  const t = useTranslations();
  const router = useRouter();
  return async (credentials) => {
    const answer = await signIn(credentials).catch(() => null);
    if (answer?.ok) {
      router.replace(path);
      router.refresh();
      return null;
    }
    const refused = refusal(answer?.error);
    return refused ? t(`errors.reasons.${refused.reason}`, refused.params) : t('auth.signIn.unknownError');
  };
}

/** The library hands on a refusal's text alone, so the server writes reason and figures into it. */
function refusal(text: string | null | undefined) {
  try {
    const { reason, params } = JSON.parse(text ?? '') as {
      reason: string;
      params: Record<string, string | number>;
    };
    return isReason(reason) ? { reason, params } : null;
  } catch {
    return null;
  }
}
