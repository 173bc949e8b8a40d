import { publicUrl } from '#server/core/env.ts';
import { openApiDocument } from '#server/core/openapi.ts';
import { routes } from '#server/rest.ts';
import { webhookOperations } from '#server/webhooks/service/openapi.ts';

export const dynamic = 'force-dynamic';

export function GET(): Response {
  return Response.json(openApiDocument(routes, publicUrl(), webhookOperations()));
}
