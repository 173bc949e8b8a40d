import { clientFile } from '#server/client/file.ts';
import { publicUrl } from '#server/core/env.ts';
import { openApiDocument } from '#server/core/openapi.ts';
import { routes } from '#server/rest.ts';

export const dynamic = 'force-dynamic';

/** The typed client, for everybody: it says no more than the API's document. */
export function GET(request: Request): Response {
  const home = publicUrl();
  const { text, etag } = clientFile(() => openApiDocument(routes, home), home);
  const headers = { etag, 'cache-control': 'public, max-age=300' };
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((each) => each.trim());
  if (known.includes(etag) || known.includes(`W/${etag}`))
    return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, 'content-type': 'text/typescript; charset=utf-8' } });
}
