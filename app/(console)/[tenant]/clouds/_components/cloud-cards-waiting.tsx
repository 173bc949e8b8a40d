import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** Cards that are not there yet. */
export function CloudCardsWaiting() {
  return (
    <div aria-busy="true" className="space-y-4">
      {['first', 'second'].map((card) => (
        <Card key={card}>
          <div className="flex items-center gap-3 p-4">
            <Skeleton className="size-9 rounded-md" />
            <div className="space-y-2">
              <Skeleton className="h-4 w-40" />
              <Skeleton className="h-3 w-64 max-w-full" />
            </div>
          </div>
          <div className="grid grid-cols-2 gap-4 border-line border-t p-4 sm:grid-cols-4">
            {['a', 'b', 'c', 'd'].map((fact) => (
              <Skeleton key={fact} className="h-8 w-24" />
            ))}
          </div>
        </Card>
      ))}
    </div>
  );
}
