/** What can be asked of the job executor, by whoever shows it. The process puts it here, since the server knows no executor. */
import { once } from './registry.ts';

export type RunState = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

type Fault = { name: string; message: string; stack?: string };

export type DeskRun = {
  id: string;
  functionId: string;
  state: RunState;
  attempts: number;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  error: Fault | null;
  trigger: string;
  tenantId: string | null;
};

export type DeskStep = {
  id: string;
  name: string;
  op: string;
  state: 'pending' | 'retrying' | 'done' | 'failed' | 'cancelled';
  attempts: number;
  value: { data?: unknown; error?: unknown } | null;
  event: string | null;
  expression: string | null;
  dueAt: Date | null;
  startedAt: Date;
  finishedAt: Date | null;
};

export type DeskRunDetail = DeskRun & {
  event: { id: string; name: string; ts: number; data: Record<string, unknown> };
  output: unknown;
  steps: DeskStep[];
};

export type DeskFunction = {
  id: string;
  name: string;
  events: string[];
  crons: { cron: string; nextTick: Date | null }[];
};

export type DeskFilter = {
  functionId?: string | undefined;
  state?: RunState | undefined;
  text?: string | undefined;
  before?: string | undefined;
  limit?: number | undefined;
};

export type QueueFigures = {
  queued: number;
  running: number;
  /** Of the oldest job that is due and not taken up. */
  oldestSeconds: number | null;
  failed24h: number;
};

/** Everything answers about the whole installation, whichever process leads. */
export type JobDesk = {
  figures(): Promise<QueueFigures>;
  functions(): Promise<DeskFunction[]>;
  activity(since: Date): Promise<{
    activity: { functionId: string; runs: number; failed: number; medianMs: number | null }[];
    latest: DeskRun[];
  }>;
  runs(filter: DeskFilter): Promise<DeskRun[]>;
  run(id: string): Promise<DeskRunDetail | null>;
  /** False when the run is not failed. */
  retry(id: string): Promise<boolean>;
  /** False when the run is over. */
  cancel(id: string): Promise<boolean>;
};

const holder = () => once('job-desk', (): { desk: JobDesk | null } => ({ desk: null }));

export function openDesk(desk: JobDesk | null): void {
  holder().desk = desk;
}

/** Null in a process that was not told of an executor. */
export const jobDesk = (): JobDesk | null => holder().desk;
