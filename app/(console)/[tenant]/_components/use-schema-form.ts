'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import {
  type FieldValues,
  type Resolver,
  type UseFormProps,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import { whenIdle } from '#components/ui/late.ts';
import { useIsReason } from '#components/use-is-reason.ts';

/**
 * A form validated by a slice's own input schema, with every fault in the reader's language: reasons that the schema
 * names, and plain sentences for what zod finds by itself. The schema is loaded behind the page: it is there when a
 * field is left, and whoever is quicker waits for it.
 */
export function useSchemaForm<In extends FieldValues, Out>(
  load: () => Promise<z.ZodType<Out, In>>,
  options: Omit<UseFormProps<In, unknown, Out>, 'resolver'>,
): UseFormReturn<In, unknown, Out> {
  const t = useTranslations('errors.reasons');
  const both = () => Promise.all([load(), import('@hookform/resolvers/zod')]);
  const resolver: Resolver<In, unknown, Out> = async (...values) => {
    const [schema, { zodResolver }] = await both();
    const error = (issue: Issue) => sentenceOf(issue, t);
    return zodResolver<In, unknown, Out, z.ZodType<Out, In>>(schema, { error })(...values);
  };
  const ahead = useEffectEvent(() => void both().catch(() => undefined));
  useEffect(() => whenIdle(ahead), []);
  return useForm<In, unknown, Out>({ mode: 'onTouched', resolver, ...options });
}

type Words = ReturnType<typeof useTranslations<'errors.reasons'>>;
type Issue = { code: string; minimum?: unknown; maximum?: unknown; format?: unknown; input?: unknown };

function sentenceOf(issue: Issue, t: Words): string {
  if (issue.code === 'too_small') {
    const empty = issue.minimum === 1 || issue.input === '';
    return empty ? t('field_required') : t('field_short', { min: Number(issue.minimum) });
  }
  if (issue.code === 'too_big') return t('field_long', { max: Number(issue.maximum) });
  if (issue.code === 'invalid_format' && issue.format === 'email') return t('email_format');
  if (issue.code === 'invalid_format' && issue.format === 'url') return t('url_format');
  return t('field_invalid');
}

/** The sentence for a field's error: a schema may name a reason instead of writing one. */
export function useFieldError(): (message: string | undefined) => string | undefined {
  const t = useTranslations('errors.reasons');
  const isReason = useIsReason();
  return (message) => {
    if (message === undefined) return undefined;
    // Reasons used by schemas take no parameters, as this one.
    return isReason(message) ? t(message as 'field_required') : message;
  };
}
