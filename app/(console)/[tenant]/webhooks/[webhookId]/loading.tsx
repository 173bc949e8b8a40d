import { Skeleton } from '#components/ui/skeleton.tsx';

/** The page's own shape: name, health, what it tells, and the log. */
export default function WebhookLoading() {
  return (
    <div aria-busy className="space-y-6">
      <div className="space-y-2">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-4 w-60" />
      </div>
      <Skeleton className="h-15 w-full rounded-lg" />
      <Skeleton className="h-16 w-full rounded-lg" />
      <Skeleton className="h-80 w-full rounded-lg" />
    </div>
  );
}
