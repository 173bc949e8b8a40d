import { Skeleton } from '#components/ui/skeleton.tsx';

/** The page's own shape: name and buttons, the totals, a list. */
export default function TeamLoading() {
  return (
    <div aria-busy="true" className="space-y-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="space-y-2">
          <Skeleton className="h-7 w-52" />
          <Skeleton className="h-4 w-72 max-w-full" />
        </div>
        <Skeleton className="h-8 w-40" />
      </div>
      <Skeleton className="h-40 w-full rounded-lg" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </div>
  );
}
