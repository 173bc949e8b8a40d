import { Skeleton } from '#components/ui/skeleton.tsx';

const tiles = ['spent', 'quota', 'left', 'alerts'];

/** The shape of the overview while it is on its way. */
export function OverviewWaiting() {
  return (
    <div aria-busy className="space-y-6">
      <div className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
        {tiles.map((tile) => (
          <Skeleton key={tile} className="h-25 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-44 w-full rounded-lg" />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <Skeleton className="h-92 rounded-lg" />
        <Skeleton className="h-92 rounded-lg" />
      </div>
    </div>
  );
}
