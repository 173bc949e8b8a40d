import { publicUrl } from '#server/core/env.ts';
import { openApiDocument } from '#server/core/openapi.ts';
import { routes } from '#server/rest.ts';
import { webhookOperations } from '#server/webhooks/service/openapi.ts';

export const dynamic = 'force-dynamic';

let text: string | undefined;

/** The same for as long as the process lives. */
export function GET(): Response {
  text ??= JSON.stringify(openApiDocument(routes, publicUrl(), webhookOperations()));
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}
