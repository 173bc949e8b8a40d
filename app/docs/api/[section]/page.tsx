import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Method, OperationView } from '#app/docs/api/_components/operation-view.tsx';
import { apiSections } from '#app/docs/api/_components/reference.ts';

type Props = PageProps<'/docs/api/[section]'>;

async function find({ params }: Props) {
  const { section: slug } = await params;
  const t = await getTranslations('api');
  const section = apiSections().find((each) => each.slug === slug) ?? notFound();
  return { t, section, name: t(`sections.${slug}` as Parameters<typeof t>[0]) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { t, name } = await find(props);
  return { title: `${name} · ${t('title')}` };
}

/** The endpoints of one section. */
export default async function ApiSectionPage(props: Props) {
  const { t, section, name } = await find(props);
  return (
    <>
      <h1 className="font-semibold text-2xl text-ink tracking-tight">{name}</h1>
      <h2 className="sr-only">{t('onThisPage')}</h2>
      <ul className="mt-4 mb-10 divide-y divide-line overflow-hidden rounded-lg border border-line">
        {section.operations.map(({ id, method, path }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="grid grid-cols-[4rem_minmax(0,1fr)] items-baseline gap-x-3 px-3 py-2 text-sm hover:bg-hover sm:grid-cols-[4rem_minmax(0,1fr)_minmax(0,1fr)]"
            >
              <span>
                <Method method={method} />
              </span>
              <code className="break-all text-ink text-xs">{path}</code>
              <span className="col-start-2 text-soft sm:col-start-3">
                {t(`operations.${id}` as Parameters<typeof t>[0])}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {section.operations.map((operation) => (
        <OperationView key={operation.id} operation={operation} />
      ))}
    </>
  );
}
