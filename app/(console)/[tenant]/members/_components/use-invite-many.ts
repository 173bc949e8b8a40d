'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import type { InviteManyOut, PreviewedRow } from '#server/members/schema.ts';

export type Invited = InviteManyOut['items'][number];

/** Of one request: few enough that its mails are out before anybody loses patience with it. */
const AT_ONCE = 10;

type Run = {
  state: 'idle' | 'running' | 'done';
  total: number;
  results: Invited[];
  /** What ended it early. */
  error: unknown;
};

const IDLE: Run = { state: 'idle', total: 0, results: [], error: null };

/** Sends invitations a few at a time. What breaks off can be sent again: nobody is invited twice. */
export function useInviteMany() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [run, setRun] = useState<Run>(IDLE);
  const start = async (chosen: readonly PreviewedRow[]) => {
    const rows = chosen.flatMap(({ email, role }) => (role === null ? [] : [{ email, role }]));
    setRun((before) => ({
      ...before,
      state: 'running',
      total: rows.length + before.results.length,
      error: null,
    }));
    try {
      for (let first = 0; first < rows.length; first += AT_ONCE) {
        const { items } = await client.members.inviteMany.mutate({
          rows: rows.slice(first, first + AT_ONCE),
        });
        setRun((before) => ({ ...before, results: [...before.results, ...items] }));
      }
      setRun((before) => ({ ...before, state: 'done' }));
    } catch (error) {
      setRun((before) => ({ ...before, state: 'done', error }));
    }
    await queries.invalidateQueries(trpc.members.pathFilter());
  };
  return { run, start };
}
