import { serve } from 'inngest/next';
import { allFunctions } from '#inngest/functions.ts';
import { inngest, jobOrigin } from '#server/core/jobs.ts';

export const dynamic = 'force-dynamic';

type Served = ReturnType<typeof serve>;

// Made on the first request: a build has no environment to read.
let served: Served | undefined;
function handlers(): Served {
  served ??= serve({
    client: inngest(),
    functions: allFunctions(inngest()),
    // Without it whoever may send a PUT could have the app registered under a name of their choice.
    serveOrigin: jobOrigin(),
  });
  return served;
}

export const GET: Served['GET'] = (...args) => handlers().GET(...args);
export const POST: Served['POST'] = (...args) => handlers().POST(...args);
export const PUT: Served['PUT'] = (...args) => handlers().PUT(...args);
