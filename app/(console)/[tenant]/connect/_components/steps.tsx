import { useTranslations } from 'next-intl';
import { CodeBlock } from '#app/docs/api/_components/code-block.tsx';
import { fileNames, type Language, snippetsFor, tasks } from './snippets.ts';

type StepsProps = { language: Language; origin: string };

/** From the first request to the first message received, in one language. */
export function Steps({ language, origin }: StepsProps) {
  const t = useTranslations('connect');
  const snippets = snippetsFor(origin)[language];
  const steps = ['setup', ...tasks] as const;
  return (
    <ol className="space-y-8">
      {steps.map((step, index) => {
        const title = t(`steps.${step}.title`);
        const file = step === 'setup' ? undefined : fileNames[language][step];
        return (
          <li key={step} className="grid items-start gap-x-8 gap-y-3 lg:grid-cols-[16rem_minmax(0,1fr)]">
            <div className="min-w-0">
              <h3 className="flex items-baseline gap-2 font-medium text-base text-ink">
                <span className="text-soft tabular-nums">{index + 1}</span>
                {title}
              </h3>
              <p className="mt-1 text-pretty text-sm text-soft">{t(`steps.${step}.body`)}</p>
            </div>
            <CodeBlock
              title={file ?? t('shell')}
              label={title}
              code={snippets[step].trimEnd()}
              copyLabel={t('copy', { step: title })}
            />
          </li>
        );
      })}
    </ol>
  );
}
