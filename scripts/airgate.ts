// npm run airgate -- COMMAND: what an administrator does from a terminal, on a running or a stopped installation.
import { parseArgs } from 'node:util';
import { makeReady, migrate, openInstallation } from './airgate-installation.ts';

const USAGE = `Usage: npm run airgate -- COMMAND

  admin create --email E-MAIL [--name NAME] [--password-stdin]
        Makes an operator of the installation and prints a new password, unless one comes on standard input.
  admin password --email E-MAIL [--password-stdin]
        Gives anybody who has lost theirs a new password, which ends their sessions.
  key create --tenant SLUG --name NAME --permissions A,B|all [--expires DAYS]
        Makes an API key and prints its secret, once.
  check run [--tenant SLUG]
        Asks for a spending check of every connected cloud account, of one tenant or of all.
  totals check | repair
        Compares all totals that are kept of spending with its records, and says which differ; makes these right.
  backup --to FILE
        Writes every row as of this moment into a new file, also while AirGate runs. The master key is not in it.
  restore --from FILE
        Fills a new, empty database from a backup and brings it to the newest form. Needs the backup's master key.
  secret rotate | reencrypt | forget
        Changes the master key: adds a new one in front, encrypts anew what older ones hold, drops the older ones.
  migrate
        Brings the database to the newest form.
  status
        Says where the database is, what is missing in it and how each part of AirGate is.

Works on the database of DATABASE_URL (with AIRGATE_SECRET_KEY), else on the one in AIRGATE_DATA_DIR or .airgate.`;

const options = {
  email: { type: 'string' },
  name: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  tenant: { type: 'string' },
  permissions: { type: 'string' },
  expires: { type: 'string' },
  to: { type: 'string' },
  from: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What each command takes; all of it, and nothing else. */
const commands: Record<string, { needs: string[]; takes: string[] }> = {
  'admin create': { needs: ['email'], takes: ['name', 'password-stdin'] },
  'admin password': { needs: ['email'], takes: ['password-stdin'] },
  'key create': { needs: ['tenant', 'name', 'permissions'], takes: ['expires'] },
  'check run': { needs: [], takes: ['tenant'] },
  'totals check': { needs: [], takes: [] },
  'totals repair': { needs: [], takes: [] },
  backup: { needs: ['to'], takes: [] },
  restore: { needs: ['from'], takes: [] },
  'secret rotate': { needs: [], takes: [] },
  'secret reencrypt': { needs: [], takes: [] },
  'secret forget': { needs: [], takes: [] },
  migrate: { needs: [], takes: [] },
  status: { needs: [], takes: [] },
};

class UsageError extends Error {}

function readCommand() {
  const { values, positionals } = parse();
  const name = positionals.join(' ');
  if (values.help || name === '' || name === 'help') return null;
  const command = commands[name];
  if (!command) throw new UsageError(`There is no command "${name}".`);
  const given = Object.keys(values);
  const missing = command.needs.filter((option) => !given.includes(option));
  const strange = given.filter((option) => ![...command.needs, ...command.takes].includes(option));
  if (missing.length > 0) throw new UsageError(`"${name}" needs --${missing.join(' and --')}.`);
  if (strange.length > 0) throw new UsageError(`"${name}" does not take --${strange.join(' or --')}.`);
  return { name, values };
}

function parse() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function main(): Promise<void> {
  const command = readCommand();
  if (!command) return console.log(USAGE);
  const installation = await openInstallation();
  try {
    if (command.name === 'migrate') return console.log(`Migrations: ${await migrate(installation)}`);
    // Imported late: the server's code reads the environment, which is complete only now.
    const run = await import('./airgate-commands.ts');
    const data = await import('./airgate-data.ts');
    const { values } = command;
    try {
      if (command.name === 'status') return await run.showStatus(installation);
      if (command.name === 'restore') return await data.restore(installation, values);
      if (command.name === 'secret rotate') return await data.rotateSecret(installation);
      await makeReady(installation);
      if (command.name === 'admin create') await run.createAdmin(values);
      if (command.name === 'admin password') await run.setNewPassword(values);
      if (command.name === 'key create') await run.createApiKey(values);
      if (command.name === 'check run') await run.runChecks(values);
      if (command.name === 'totals check') await run.checkTotals();
      if (command.name === 'totals repair') await run.mendTotals();
      if (command.name === 'backup') await data.backup(installation, values);
      if (command.name === 'secret reencrypt') await data.reencryptSecrets();
      if (command.name === 'secret forget') await data.forgetSecret(installation);
    } finally {
      await run.disconnect();
    }
  } finally {
    await installation.close();
  }
}

try {
  await main();
} catch (error) {
  const { explain } = await import('./airgate-explain.ts');
  console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : explain(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
// The migration engine leaves a timer behind, which would hold the process for ten seconds.
process.exit();
