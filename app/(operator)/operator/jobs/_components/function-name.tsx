import { useTranslations } from 'next-intl';

const AFTER_FAILURE = /^(.+)-failure$/;

/** A function's id; one that runs after another has failed says so instead. */
export function useFunctionName(): (functionId: string) => string {
  const t = useTranslations('operator.jobs.functions');
  return (functionId) => {
    const [, of] = AFTER_FAILURE.exec(functionId) ?? [];
    return of ? t('afterFailure', { function: of }) : functionId;
  };
}
