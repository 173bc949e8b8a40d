import { Skeleton } from '#components/ui/skeleton.tsx';

/** The page's own shape: name, health, the two parts of the form and what arrives beside them. */
export default function ChannelLoading() {
  return (
    <div aria-busy className="space-y-6">
      <div className="space-y-2">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-4 w-60" />
      </div>
      <Skeleton className="h-15 w-full rounded-lg" />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <div className="space-y-6">
          <Skeleton className="h-52 w-full rounded-lg" />
          <Skeleton className="h-120 w-full rounded-lg" />
        </div>
        <Skeleton className="h-120 w-full rounded-lg" />
      </div>
    </div>
  );
}
