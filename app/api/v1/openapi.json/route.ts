import { publicUrl } from '#server/core/env.ts';
import { openApiDocument } from '#server/core/openapi.ts';
import { routes } from '#server/rest.ts';

export const dynamic = 'force-dynamic';

export function GET(): Response {
  return Response.json(openApiDocument(routes, publicUrl()));
}
