'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect } from 'react';
import { Notice } from '#app/(auth)/_components/notice.tsx';
import { joinAsUser } from '#app/(auth)/invitation/[token]/actions.ts';
import { Button } from '#components/ui/button.tsx';

/** One click for somebody who is signed in with the invited mailbox. */
export function JoinForm({ token, tenantName }: { token: string; tenantName: string }) {
  const t = useTranslations('auth.invitation');
  const router = useRouter();
  const [state, join, pending] = useActionState(joinAsUser, null);
  const slug = state?.ok ? state.value.tenantSlug : null;
  useEffect(() => {
    if (slug) router.replace(`/${slug}`);
  }, [slug, router]);
  return (
    <form action={join} className="grid gap-4">
      <Notice>{state?.ok === false ? state.problem.detail : null}</Notice>
      <input type="hidden" name="token" value={token} />
      <Button type="submit" variant="primary" size="lg" pending={pending || slug !== null}>
        {t('accept', { tenant: tenantName })}
      </Button>
    </form>
  );
}
