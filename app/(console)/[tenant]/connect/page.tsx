import { BookOpen, FileCode2, FileJson2, KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageDoor } from '#app/session.ts';
import { CopyButton } from '#components/copy-button.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { publicUrl } from '#server/core/env.ts';
import { LanguageTabs } from './_components/language-tabs.tsx';
import { languages, snippetPermissions } from './_components/snippets.ts';
import { Steps } from './_components/steps.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('connect');
  return { title: t('title') };
}

/** What another system needs: an address, a key, and programs that work as they stand. */
export default async function ConnectPage({ params }: PageProps<'/[tenant]/connect'>) {
  const [{ tenant }, t] = await Promise.all([params, getTranslations('connect')]);
  const { actor } = await (await pageDoor(tenant)).tenant();
  const origin = publicUrl();
  const base = `${origin}/api/v1`;
  const missing = snippetPermissions.filter((permission) => !actor.permissions.has(permission));
  const references = [
    { href: '/docs/api', icon: <BookOpen aria-hidden />, label: t('reference') },
    { href: '/api/v1/openapi.json', icon: <FileJson2 aria-hidden />, label: t('document') },
    { href: '/api/v1/client.ts', icon: <FileCode2 aria-hidden />, label: t('client') },
  ];
  return (
    <div className="mx-auto max-w-280 space-y-8">
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={references.map(({ href, icon, label }) => (
          <Button key={href} asChild size="sm">
            <a href={href} target="_blank" rel="noreferrer">
              {icon}
              {label}
            </a>
          </Button>
        ))}
      />
      <Card>
        <CardBody className="grid gap-x-8 gap-y-5 md:grid-cols-2">
          <div className="min-w-0 space-y-1">
            <h2 className="font-medium text-base text-ink">{t('address')}</h2>
            <p className="text-pretty text-sm text-soft">{t('addressBody')}</p>
            <div className="flex items-center gap-1 pt-1">
              <code className="min-w-0 truncate font-mono text-ink text-sm">{base}</code>
              <CopyButton value={base} label={t('copyAddress')} />
            </div>
          </div>
          <div className="min-w-0 space-y-1">
            <h2 className="font-medium text-base text-ink">{t('key')}</h2>
            <p className="text-pretty text-sm text-soft">{t('keyBody')}</p>
            <div className="flex flex-wrap items-center gap-2 pt-1">
              {actor.permissions.has('key:create') ? (
                <Button asChild variant="primary" size="sm">
                  <Link href={`/${tenant}/keys/new?for=${snippetPermissions.join(',')}`}>
                    <KeyRound aria-hidden />
                    {t('makeKey')}
                  </Link>
                </Button>
              ) : (
                <p className="text-pretty text-sm text-soft">{t('mayNot')}</p>
              )}
            </div>
            {missing.length > 0 && actor.permissions.has('key:create') ? (
              <p className="pt-1 text-pretty text-sm text-soft">
                {t('lacking', { list: missing.join(', ') })}
              </p>
            ) : null}
          </div>
        </CardBody>
      </Card>
      <Section title={t('try')} description={t('tryBody')}>
        <LanguageTabs
          label={t('languages')}
          tabs={languages.map((language) => ({
            value: language,
            label: t(`language.${language}`),
            content: <Steps language={language} origin={origin} />,
          }))}
        />
      </Section>
    </div>
  );
}
