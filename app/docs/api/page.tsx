import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { errorCodes } from '#lib/errors.ts';
import { publicUrl } from '#server/core/env.ts';
import { exampleId } from '#server/core/openapi-example.ts';
import { CodeBlock } from './_components/code-block.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('api');
  return { title: t('title') };
}

const problem = (detail: string, title: string) =>
  JSON.stringify(
    {
      type: 'urn:airgate:error:user_name_taken',
      title,
      status: 409,
      detail,
      code: 'conflict',
      reason: 'user_name_taken',
      requestId: exampleId('req'),
    },
    null,
    2,
  );

/** What holds for every endpoint. */
export default async function ApiGuidePage() {
  const t = await getTranslations('api');
  const errors = await getTranslations('errors');
  const base = `${publicUrl()}/api/v1`;
  const auth = '-H "Authorization: Bearer $AIRGATE_KEY"';
  const examples = {
    auth: `export AIRGATE_URL=${base}\nexport AIRGATE_KEY=ag_…\ncurl "$AIRGATE_URL/tenant" \\\n  ${auth}`,
    amounts: '{ "amount": "83.20", "currency": "CNY" }',
    pages: `curl "$AIRGATE_URL/sub-accounts?limit=50&cursor=$CURSOR" \\\n  ${auth}`,
    idempotency: `curl -X POST "$AIRGATE_URL/sub-accounts/$ID/allocations" \\\n  ${auth} \\\n  -H "Idempotency-Key: november-$ID" \\\n  -H "Content-Type: application/json" \\\n  -d '{ "amount": "100.00", "reason": "November" }'`,
    errors: problem(errors('reasons.user_name_taken', { name: 'render-farm' }), errors('codes.conflict')),
  };
  const parts = ['auth', 'amounts', 'pages', 'idempotency', 'errors'] as const;
  return (
    <>
      <h1 className="font-semibold text-2xl text-ink tracking-tight">{t('title')}</h1>
      <p className="mt-2 max-w-170 text-pretty text-base text-soft">{t('lead')}</p>
      <div className="mt-6">
        {parts.map((part) => (
          <section
            key={part}
            aria-labelledby={`guide-${part}`}
            className="grid items-start gap-x-10 gap-y-4 border-line border-t py-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]"
          >
            <div className="min-w-0">
              <h2 id={`guide-${part}`} className="font-semibold text-ink text-lg">
                {t(`guide.${part}.title`)}
              </h2>
              <p className="mt-1 max-w-170 text-pretty text-base text-soft">{t(`guide.${part}.text`)}</p>
              {part === 'errors' ? <ErrorTable /> : null}
            </div>
            <CodeBlock
              title={t(`guide.${part}.example`)}
              code={examples[part]}
              copyLabel={t('copyExample')}
            />
          </section>
        ))}
      </div>
    </>
  );
}

async function ErrorTable() {
  const t = await getTranslations('api.guide');
  const errors = await getTranslations('errors.codes');
  return (
    <Table className="mt-4" aria-label={t('errorTable')}>
      <TableHead>
        <TableRow>
          <TableHeader>{t('code')}</TableHeader>
          <TableHeader align="end">{t('status')}</TableHeader>
          <TableHeader>{t('meaning')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {(Object.keys(errorCodes) as (keyof typeof errorCodes)[]).map((code) => (
          <TableRow key={code}>
            <TableCell>
              <code className="text-ink">{code}</code>
            </TableCell>
            <TableCell align="end">{errorCodes[code].status}</TableCell>
            <TableCell>{errors(code)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
