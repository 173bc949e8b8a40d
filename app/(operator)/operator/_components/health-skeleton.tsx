import { Skeleton } from '#components/ui/skeleton.tsx';

/** The shape of the health page while its answer is on the way. */
export function HealthSkeleton() {
  return (
    <div aria-busy="true" className="space-y-8">
      <Skeleton className="h-18 w-full rounded-lg" />
      <div className="space-y-3">
        <Skeleton className="h-8 w-60" />
        <div className="divide-y divide-line rounded-lg border border-line">
          {['database', 'jobs', 'queue', 'outbox', 'clouds'].map((part) => (
            <div key={part} className="space-y-3 px-4 py-4">
              <Skeleton className="h-5 w-3/5" />
              <Skeleton className="h-12 w-full" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
