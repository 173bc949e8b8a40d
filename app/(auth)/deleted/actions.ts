'use server';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { deletedTenant } from '#app/session.ts';
import { type ActionState, formAction } from '#server/core/action.ts';
import { confirmInput } from '#server/tenants/schema.ts';
import { restoreTenant } from '#server/tenants/service/lifecycle.ts';

type Restored = { slug: string };

/** The owner opens their deleted tenant again. */
export async function restore(
  _before: ActionState<Restored>,
  form: FormData,
): Promise<ActionState<Restored>> {
  const state = await formAction(confirmInput, form, await getLocale(), async ({ slug }) => {
    const tenant = await restoreTenant(await deletedTenant(slug));
    return { slug: tenant.slug };
  });
  if (state?.ok) redirect(`/${state.value.slug}`);
  return state;
}
