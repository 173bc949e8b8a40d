'use client';
import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Sheet, SheetContent } from '#components/ui/sheet.tsx';

type PeekPanelProps = {
  open: boolean;
  title: ReactNode;
  href: string | undefined;
  onClose: () => void;
  children: ReactNode;
};

/** One row in a side panel, while the list stays usable: j and k walk on with the panel open. */
export function PeekPanel({ open, title, href, onClose, children }: PeekPanelProps) {
  const t = useTranslations('table');
  return (
    <Sheet open={open} modal={false} onOpenChange={(next) => !next && onClose()}>
      <SheetContent
        data-peek
        title={title}
        scrim={false}
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onInteractOutside={(event) => event.preventDefault()}
        actions={
          href ? (
            <Button asChild variant="ghost" size="sm">
              <Link href={href}>
                <ExternalLink aria-hidden className="size-3.5" />
                {t('openFull')}
              </Link>
            </Button>
          ) : null
        }
      >
        <div className="p-5">{children}</div>
      </SheetContent>
    </Sheet>
  );
}
