'use client';
import { MyAccounts } from './my-accounts.tsx';
import { MyKeys } from './my-keys.tsx';
import { MyRequests } from './my-requests.tsx';

/** What is the reader's own here: sub-accounts, requests, keys. */
export function MyPage() {
  return (
    <div className="space-y-8">
      <MyAccounts />
      <MyRequests />
      <MyKeys />
    </div>
  );
}
