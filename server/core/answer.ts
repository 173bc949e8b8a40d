/** What a verb leaves until its answer is kept or has left, such as forgetting a secret that is in it. */
import type { Ctx } from './ctx.ts';
import { log } from './log.ts';

export type AfterAnswer = (ctx: Ctx) => Promise<void>;

/** Leaves work for after the answer; does it at once where no door stands between the verb and who asked. */
export async function afterAnswer(ctx: Ctx, work: AfterAnswer): Promise<void> {
  if (ctx.later) ctx.later(work);
  else await work(ctx);
}

/** Makes an answer and says what is left to do once it is kept or has left. */
export async function collecting<T>(ctx: Ctx, answer: (ctx: Ctx) => Promise<T>) {
  const left: AfterAnswer[] = [];
  return { answer: await answer({ ...ctx, later: (work) => left.push(work) }), left };
}

/** A door's way to an answer that is not kept. When none is made, nothing that was left for afterwards is done. */
export async function answering<T>(ctx: Ctx, make: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { answer, left } = await collecting(ctx, make);
  for (const work of left) {
    setImmediate(() => {
      work(ctx).catch((err: unknown) =>
        log.warn({ err, requestId: ctx.requestId }, 'left undone after an answer'),
      );
    });
  }
  return answer;
}
