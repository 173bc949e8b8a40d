import { useTranslations } from 'next-intl';
import { LinkTabs } from '#components/link-tabs.tsx';
import { PageHeader } from '#components/page-header.tsx';

const hrefs = {
  functions: '/operator/jobs',
  runs: '/operator/jobs/runs',
  dead: '/operator/jobs/dead',
} as const;

type Tab = keyof typeof hrefs;

/** The head of the three pages about background work: what there is, what ran, what needs a decision. */
export function JobsHeader({ current }: { current: Tab }) {
  const t = useTranslations('operator.jobs');
  const tabs = (Object.keys(hrefs) as Tab[]).map((tab) => ({ href: hrefs[tab], label: t(`tabs.${tab}`) }));
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <LinkTabs label={t('tabs.label')} current={hrefs[current]} tabs={tabs} />
    </>
  );
}
