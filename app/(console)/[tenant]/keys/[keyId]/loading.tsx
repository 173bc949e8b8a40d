import { Skeleton } from '#components/ui/skeleton.tsx';

/** The page's own shape: name and buttons, figures, the chart and what stands beside it. */
export default function KeyLoading() {
  return (
    <div aria-busy="true" className="space-y-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="space-y-2">
          <Skeleton className="h-7 w-52" />
          <Skeleton className="h-4 w-80 max-w-full" />
        </div>
        <div className="flex gap-2">
          <Skeleton className="h-8 w-28" />
          <Skeleton className="h-8 w-28" />
        </div>
      </div>
      <div className="grid grid-cols-2 gap-4 max-sm:gap-3 lg:grid-cols-4">
        {[1, 2, 3, 4].map((place) => (
          <Skeleton key={place} className="h-24 rounded-lg" />
        ))}
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="space-y-6">
          <Skeleton className="h-90 w-full rounded-lg" />
          <Skeleton className="h-60 w-full rounded-lg" />
        </div>
        <div className="space-y-6">
          <Skeleton className="h-60 w-full rounded-lg" />
          <Skeleton className="h-40 w-full rounded-lg" />
        </div>
      </div>
    </div>
  );
}
