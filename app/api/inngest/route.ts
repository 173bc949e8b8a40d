import { serve } from 'inngest/next';
import { allFunctions } from '#inngest/functions.ts';
import { inngest } from '#server/core/jobs.ts';

export const dynamic = 'force-dynamic';

type Handler = (request: Request, context: unknown) => Promise<Response>;
type Handlers = Record<'GET' | 'POST' | 'PUT', Handler>;

// Made on the first request: a build has no environment to read.
let handlers: Handlers | undefined;
function handler(): Handlers {
  handlers ??= serve({ client: inngest(), functions: allFunctions(inngest()) }) as Handlers;
  return handlers;
}

export const GET: Handler = (request, context) => handler().GET(request, context);
export const POST: Handler = (request, context) => handler().POST(request, context);
export const PUT: Handler = (request, context) => handler().PUT(request, context);
