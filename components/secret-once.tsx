'use client';
import { useTranslations } from 'next-intl';
import { Component, type ReactNode } from 'react';
import { lateComponent } from '#components/ui/late-component.tsx';
import type { SecretOnceProps } from './secret-once-dialog.tsx';

const Shown = lateComponent(() => import('./secret-once-dialog.tsx').then((m) => m.SecretOnceDialog));

/** Secrets that nobody can read again, until the reader says that they are kept. */
export function SecretOnce(props: SecretOnceProps) {
  return (
    <WhateverHappens instead={<PlainSecrets {...props} />}>
      <Shown {...props} />
    </WhateverHappens>
  );
}

/** The dialog may fail to load, say because the network went; what it was to show must be seen all the same. */
class WhateverHappens extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}

function PlainSecrets({ open, title, secrets, onStored }: SecretOnceProps) {
  const t = useTranslations('common.secretOnce');
  if (!open) return null;
  return (
    <section
      role="alertdialog"
      aria-label={t('warning')}
      className="fixed inset-0 z-50 overflow-auto bg-canvas p-6"
    >
      <div className="mx-auto max-w-xl space-y-4">
        <h2 className="font-semibold text-lg">{title}</h2>
        <p className="text-sm text-warning">{t('warning')}</p>
        <dl className="space-y-3">
          {secrets.map(({ label, value }) => (
            <div key={label}>
              <dt className="mb-1 font-medium text-sm">{label}</dt>
              <dd className="break-all rounded-md border border-line bg-sunken p-3 font-mono text-sm">
                {value}
              </dd>
            </div>
          ))}
        </dl>
        <button
          type="button"
          className="rounded-md border border-line px-3 py-1.5 text-sm"
          onClick={onStored}
        >
          {t('stored')}
        </button>
      </div>
    </section>
  );
}
