import { Skeleton } from '#components/ui/skeleton.tsx';

const tiles = ['total', 'perDay', 'most', 'unattributed'];

/** The shape of the page while it is on its way. */
export function SpendingWaiting() {
  return (
    <div aria-busy className="space-y-6">
      <Skeleton className="h-8 w-64 rounded-md" />
      <div className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
        {tiles.map((tile) => (
          <Skeleton key={tile} className="h-25 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-100 w-full rounded-lg" />
      <div className="grid gap-6 lg:grid-cols-2">
        <Skeleton className="h-72 rounded-lg" />
        <Skeleton className="h-72 rounded-lg" />
      </div>
    </div>
  );
}
