'use client';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import { SecretOnce } from '#components/secret-once.tsx';
import type { Secret } from '#components/secret-once-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import type { Created } from './use-create.ts';

const tabOf = { project: 'projects', login: 'access', access_key: 'access', quota: 'quota' } as const;

/** The user exists: first its secrets, which cannot be had again, then what is still missing. */
export function CreatedPanel({ created }: { created: Created }) {
  const t = useTranslations('subAccounts.new');
  const secretWords = useTranslations('subAccounts.secrets');
  const router = useRouter();
  const { slug } = useTenant();
  const [stored, setStored] = useState(created.password === null && created.accessKey === null);
  const page = `/${slug}/sub-accounts/${created.subAccountId}`;
  const secrets: Secret[] = [
    { label: secretWords('userName'), value: created.userName, plain: true },
    ...(created.password === null ? [] : [{ label: secretWords('password'), value: created.password }]),
    ...(created.accessKey === null
      ? []
      : [
          { label: secretWords('accessKeyId'), value: created.accessKey.accessKeyId, plain: true },
          { label: secretWords('secretAccessKey'), value: created.accessKey.secretAccessKey },
        ]),
  ];
  const leave = () => {
    setStored(true);
    if (created.warnings.length === 0) router.push(page);
  };
  return (
    <>
      <UnsavedGuard when={!stored} loss={t('secretsLoss')} action={t('secretsLeave')} />
      <SecretOnce
        open={!stored}
        title={t('secretsTitle', { name: created.userName })}
        secrets={secrets}
        fileName={`${created.userName}-access`}
        onStored={leave}
      />
      <Card>
        <CardBody className="space-y-4">
          <p role="status" className="flex items-center gap-2 font-medium text-base">
            <CircleCheck aria-hidden className="size-5 text-success" />
            {t('done', { name: created.userName })}
          </p>
          {created.warnings.length > 0 ? (
            <div className="space-y-2">
              <p className="text-sm text-soft">{t('warnings')}</p>
              <ul className="space-y-2">
                {created.warnings.map((warning) => (
                  <li
                    key={`${warning.step} ${warning.message}`}
                    className="flex flex-wrap items-start justify-between gap-3 rounded-md bg-warning-soft px-3 py-2 text-sm"
                  >
                    <span className="flex min-w-0 flex-1 items-start gap-2 text-warning">
                      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                      <span>
                        <span className="font-medium">{t(`step.${warning.step}`)}</span> {warning.message}
                      </span>
                    </span>
                    <Button asChild size="sm">
                      <Link href={`${page}?tab=${tabOf[warning.step]}`}>{t('fix')}</Link>
                    </Button>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          <Button asChild variant="primary">
            <Link href={page}>{t('open', { name: created.userName })}</Link>
          </Button>
        </CardBody>
      </Card>
    </>
  );
}
