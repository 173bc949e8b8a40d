/** A finished file of the log for the browser, part by part as the reader takes it. */
import { pageDoor } from '#app/session.ts';
import { exportRef } from '#server/audit/schema.ts';
import { getExport, readExport } from '#server/audit/service/exports.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { toAppError } from '#server/core/render-error.ts';
import { problemResponse } from '#server/core/rest.ts';

const types = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' };

type Context = { params: Promise<{ tenant: string; exportId: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { tenant, exportId } = await params;
  const door = await pageDoor(tenant);
  try {
    const ctx = await door.tenant();
    const ref = exportRef.parse({ exportId });
    const { format, createdAt } = await getExport(ctx, ref);
    // The first part is read before anything is answered, so that a refusal is one.
    const first = await readExport(ctx, ref);
    const name = `${tenant}-audit-${createdAt.toISOString().slice(0, 16).replace(/\D/g, '')}.${format}`;
    return new Response(fileOf(ctx, ref.exportId, first), {
      headers: {
        'content-type': types[format],
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (thrown) {
    return problemResponse(toAppError(thrown, door.requestId), door.requestId, door.locale);
  }
}

type Part = Awaited<ReturnType<typeof readExport>>;

function fileOf(ctx: Ctx, exportId: string, first: Part): ReadableStream<Uint8Array> {
  let next: Part | null = first;
  return new ReadableStream({
    async pull(controller) {
      if (!next) return controller.close();
      const { text, nextCursor: cursor } = next;
      if (text !== '') controller.enqueue(new TextEncoder().encode(text));
      next = cursor ? await readExport(ctx, { exportId, cursor }) : null;
      if (!next) controller.close();
    },
  });
}
