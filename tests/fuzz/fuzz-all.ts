// A world, a process that serves it, and a run of requests from first to last.
import { ensureAppRole } from '#server/core/app-role.ts';
import { makeOutside } from '#tests/full-world.ts';
import { startWeb } from '#tests/web.ts';
import { readDocument } from './document.ts';
import { fuzz, type Report } from './fuzz.ts';
import { makeFuzzWorld } from './world.ts';

/** Comes before anything that reads the environment: the places outside are among it. */
export async function fuzzAll(run: { seed: number; requests: number }): Promise<Report> {
  const outside = await makeOutside();
  await ensureAppRole();
  // The world is whole before anybody's jobs begin to work in it.
  const world = await makeFuzzWorld(outside);
  const web = await startWeb();
  try {
    const document = await (await fetch(`${web.url}/api/v1/openapi.json`)).json();
    return await fuzz(web.url, readDocument(document), world, run);
  } finally {
    await web.process.kill('SIGKILL');
    await outside.close();
  }
}
