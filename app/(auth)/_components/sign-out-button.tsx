'use client';
import { signOut } from 'next-auth/react';
import { type ReactNode, useTransition } from 'react';
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
          await signOut({ callbackUrl: path });
        })
      }
    >
      {children}
    </Button>
  );
}
