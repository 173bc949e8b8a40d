import { Compass } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';

export default function NotFound() {
  const t = useTranslations('common');
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<Compass />}
        title={<h1>{t('error.notFoundTitle')}</h1>}
        action={
          <Button asChild>
            <Link href="/">{t('actions.home')}</Link>
          </Button>
        }
      >
        {t('error.notFoundBody')}
      </EmptyState>
    </main>
  );
}
