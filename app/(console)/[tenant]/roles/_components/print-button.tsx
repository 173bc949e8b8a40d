'use client';
import { Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';

export function PrintButton() {
  const t = useTranslations('roles');
  return (
    <Button onClick={() => window.print()} className="print:hidden">
      <Printer aria-hidden />
      {t('print')}
    </Button>
  );
}
