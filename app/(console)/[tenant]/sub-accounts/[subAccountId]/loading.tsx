import { Skeleton } from '#components/ui/skeleton.tsx';

/** The page's own shape: name and buttons, the quota with its figures, tabs, the charts and what stands beside them. */
export default function SubAccountLoading() {
  return (
    <div aria-busy className="space-y-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="space-y-2">
          <Skeleton className="h-7 w-52" />
          <Skeleton className="h-4 w-80 max-w-full" />
        </div>
        <div className="flex gap-2">
          <Skeleton className="h-8 w-36" />
          <Skeleton className="h-8 w-28" />
          <Skeleton className="size-8" />
        </div>
      </div>
      <Skeleton className="h-60 w-full rounded-lg" />
      <Skeleton className="h-9 w-full" />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="space-y-6">
          <Skeleton className="h-102 w-full rounded-lg" />
          <Skeleton className="h-75 w-full rounded-lg" />
        </div>
        <div className="space-y-6">
          <Skeleton className="h-72 w-full rounded-lg" />
          <Skeleton className="h-96 w-full rounded-lg" />
        </div>
      </div>
    </div>
  );
}
