// Tests that need a database are told from those that do not by what they import, so no list and no naming rule can go stale.
import { filesMatching, reachableFrom } from './source-files.ts';

const NEEDS_DATABASE = ['server/core/db.ts', 'tests/database.ts', 'scripts/pg.ts'];

/** Every test file, split by whether its imports reach the database. Paths from the root of the project. */
export function splitTests(): { pure: string[]; database: string[] } {
  const files = filesMatching(
    '{app,server,lib,inngest,components,prisma,scripts}/**/*.test.{ts,tsx}',
    'tests/*.test.{ts,tsx}',
  );
  const needsDatabase = (file: string) => reachableFrom(file).some((path) => NEEDS_DATABASE.includes(path));
  const database = files.filter(needsDatabase);
  return { pure: files.filter((file) => !database.includes(file)), database };
}
