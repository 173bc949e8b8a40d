import { useTranslations } from 'next-intl';
import type { HealthOut } from '#server/platform/schema.ts';

export type Part = HealthOut['parts'][number];

/** What a part's figures say, in one sentence. */
export function usePartSentence(): (part: Part) => string {
  const t = useTranslations('operator.health.detail');
  return ({ name, detail }) => {
    if (Object.keys(detail).length === 0) return t('silent');
    if (name === 'jobs' && detail.embedded === false) return t('jobsOutside');
    if (name === 'jobs' && detail.led === false) return t('jobsNobody');
    return t(name, figuresOf(detail));
  };
}

/** Flags choose the sentence; only figures and texts stand in it. */
function figuresOf(detail: Part['detail']): Record<string, string | number> {
  const figures: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(detail)) if (typeof value !== 'boolean') figures[key] = value;
  return figures;
}
