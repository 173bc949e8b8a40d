'use client';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { z } from 'zod';
import { useTRPCClient } from '#app/trpc/client.tsx';
import type { verifyAuditOut } from '#server/audit/schema.ts';

export type Verdict = z.output<typeof verifyAuditOut>;
/** A place in the chain and its hash, as somebody wrote them down. */
export type Noted = { notedSeq: number; notedHash: string };

/** Goes through the whole log, call by call, and says how far it is. */
export function useVerify() {
  const client = useTRPCClient();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [noted, setNoted] = useState<Noted | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [running, setRunning] = useState(true);
  const stopper = useRef<AbortController | null>(null);

  const begin = () => {
    stopper.current?.abort();
    stopper.current = new AbortController();
    return stopper.current;
  };
  const run = async (compared: Noted | null) => {
    const { signal } = begin();
    setVerdict(null);
    setError(null);
    setNoted(compared);
    setRunning(true);
    try {
      let cursor: string | null = null;
      do {
        const asked = { ...compared, ...(cursor ? { cursor } : {}) };
        const answer: Verdict = await client.audit.verify.query(asked, { signal });
        setVerdict(answer);
        cursor = answer.nextCursor;
      } while (cursor);
    } catch (thrown) {
      if (!signal.aborted) setError(thrown);
    } finally {
      if (!signal.aborted) setRunning(false);
    }
  };
  const begun = useEffectEvent(() => void run(null));
  // Begins by itself; who leaves before it is over ends it.
  useEffect(() => {
    begun();
    return () => stopper.current?.abort();
  }, []);
  return { verdict, noted, error, running, run: (compared: Noted | null = null) => void run(compared) };
}
