'use client';
import { type ReactNode, useTransition } from 'react';
import { signOut } from '#app/session-client.ts';
import { Button } from '#components/ui/button.tsx';

/** Ends the session and goes to `path`. */
export function SignOutButton({ path, children }: { path: string; children: ReactNode }) {
  const [pending, startTransition] = useTransition();
  return (
    <Button
      size="lg"
      className="w-full"
      pending={pending}
      onClick={() =>
        startTransition(async () => {
          await signOut(path);
        })
      }
    >
      {children}
    </Button>
  );
}
