'use client';
import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/select.tsx';
import { sandboxProducts } from '#lib/choices.ts';

export type Product = (typeof sandboxProducts)[number];

export function isProduct(text: string): text is Product {
  return sandboxProducts.some((product) => product === text);
}

/** What the sandbox can bill. */
export function ProductSelect({ value, onChange }: { value: Product; onChange: (product: Product) => void }) {
  const t = useTranslations('sandbox.products');
  return (
    <Select
      value={value}
      onValueChange={(next) => isProduct(next) && onChange(next)}
      options={sandboxProducts.map((product) => ({ value: product, label: t(product), hint: product }))}
    />
  );
}
