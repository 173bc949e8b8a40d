// A process that runs AirGate's jobs and nothing else, for tests that kill it.
import { runJobs } from '#inngest/run-jobs.ts';

const jobs = await runJobs({ drainMs: 5_000 });
process.once('SIGTERM', () => void jobs.stop().then(() => process.exit(0)));
// Started by a test, it must not outlive it.
process.once('disconnect', () => process.exit(0));
process.stdout.write('the jobs run\n');
