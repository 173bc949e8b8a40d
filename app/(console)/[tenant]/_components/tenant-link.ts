import type { TenantLink } from '#components/frame/types.ts';

type Linked = { id: string; slug: string; name: string; accent: string | null; logo: string | null };

/** A tenant as the frame names it; the picture's address changes with the picture. */
export function tenantLink({ id, slug, name, accent, logo }: Linked): TenantLink {
  return { id, name, href: `/${slug}`, accent, logo: logo && `/${slug}/logo/${logo}` };
}
