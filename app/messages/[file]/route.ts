import { messageFileNamed } from '#lib/i18n/message-files.ts';

/** Messages for components in the browser. Nothing in them is anybody's, so everybody may have them and keep them. */
export async function GET(_: Request, { params }: RouteContext<'/messages/[file]'>): Promise<Response> {
  const file = await messageFileNamed((await params).file);
  if (!file) return new Response(null, { status: 404 });
  const kept = file.same ? 'public, max-age=31536000, immutable' : 'no-store';
  return new Response(file.text, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': kept },
  });
}
