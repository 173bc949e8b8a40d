import { Skeleton } from '#components/ui/skeleton.tsx';

/** The shape of the health page while its answer is on the way. */
export function HealthSkeleton() {
  return (
    <div aria-busy="true" className="space-y-8">
      <Skeleton className="h-18 w-full rounded-lg" />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {['running', 'queued', 'waiting', 'failed'].map((figure) => (
          <Skeleton key={figure} className="h-20 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-80 w-full rounded-lg" />
    </div>
  );
}
