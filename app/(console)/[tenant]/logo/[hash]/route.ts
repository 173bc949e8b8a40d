/** The logo of a tenant, for its members. Its address holds its hash, so a browser may keep it. */
import { pageDoor } from '#app/session.ts';
import { toAppError } from '#server/core/render-error.ts';
import { problemResponse } from '#server/core/rest.ts';
import { readLogo } from '#server/tenants/service/branding.ts';

type Context = { params: Promise<{ tenant: string; hash: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { tenant, hash } = await params;
  const door = await pageDoor(tenant);
  try {
    const { contentType, bytes } = await readLogo(await door.tenant(), hash);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': contentType,
        'content-length': String(bytes.length),
        'cache-control': 'private, max-age=31536000, immutable',
        etag: `"${hash}"`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  } catch (thrown) {
    return problemResponse(toAppError(thrown, door.requestId), door.requestId, door.locale);
  }
}
