'use client';
import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';

type CopyButtonProps = {
  value: string;
  /** What is copied, for the accessible name; the icon alone is drawn unless `withText`. */
  label?: string;
  withText?: boolean;
  className?: string;
  onCopied?: () => void;
};

/** Copies a text and says so for two seconds. */
export function CopyButton({ value, label, withText, className, onCopied }: CopyButtonProps) {
  const t = useTranslations('common');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      onCopied?.();
    } catch {
      toast.error(t('copyFailed'));
    }
  };
  const name = label ?? t('actions.copy');
  return (
    <Button
      variant={withText ? 'secondary' : 'ghost'}
      size={withText ? 'md' : 'icon-sm'}
      aria-label={withText ? undefined : copied ? t('actions.copied') : name}
      className={className}
      onClick={copy}
    >
      {copied ? (
        <Check aria-hidden className="size-3.5 text-success" />
      ) : (
        <Copy aria-hidden className="size-3.5" />
      )}
      {withText ? (copied ? t('actions.copied') : name) : null}
      <span role="status" className="sr-only">
        {copied ? t('actions.copied') : ''}
      </span>
    </Button>
  );
}
