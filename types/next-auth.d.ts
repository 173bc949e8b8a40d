import type { DefaultSession } from 'next-auth';

declare module 'next-auth' {
  interface Session extends DefaultSession {
    /** Null when the person was disabled or has a new password since signing in. */
    userId: string | null;
  }
  interface User {
    id: string;
    /** Changes with the password, so that a new one ends the sessions of the old. */
    mark: string;
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    userId?: string;
    mark?: string;
  }
}
