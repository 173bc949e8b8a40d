import { apiSections } from './_components/reference.ts';
import { SectionNav } from './_components/section-nav.tsx';

export default function ApiLayout({ children }: LayoutProps<'/docs/api'>) {
  const sections = apiSections().map(({ slug, operations }) => ({ slug, count: operations.length }));
  return (
    <div className="mx-auto grid max-w-360 gap-x-10 px-4 sm:px-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <SectionNav sections={sections} />
      <main className="min-w-0 py-8">{children}</main>
    </div>
  );
}
