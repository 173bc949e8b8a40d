'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { type FieldValues, type UseFormProps, type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { isReason } from '#lib/errors.ts';

/**
 * A form validated by a slice's own input schema, with every fault in the reader's language: reasons that the schema
 * names, and plain sentences for what zod finds by itself.
 */
export function useSchemaForm<In extends FieldValues, Out>(
  schema: z.ZodType<Out, In>,
  options: Omit<UseFormProps<In, unknown, Out>, 'resolver'>,
): UseFormReturn<In, unknown, Out> {
  const t = useTranslations('errors.reasons');
  const resolver = useMemo(
    () =>
      zodResolver<In, unknown, Out, z.ZodType<Out, In>>(schema, {
        error: (issue) => sentenceOf(issue, t),
      }),
    [schema, t],
  );
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
  return (message) => {
    if (message === undefined) return undefined;
    // Reasons used by schemas take no parameters.
    return isReason(message) ? String(t.raw(message)) : message;
  };
}
