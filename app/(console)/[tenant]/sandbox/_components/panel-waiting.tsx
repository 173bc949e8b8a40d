import { Skeleton } from '#components/ui/skeleton.tsx';

/** The shape of the control panel while it is on its way. */
export function PanelWaiting() {
  return (
    <div aria-busy className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.9fr)_minmax(300px,1fr)]">
      <div className="min-w-0 space-y-6">
        <Skeleton className="h-100 w-full rounded-lg" />
        <Skeleton className="h-100 w-full rounded-lg" />
      </div>
      <div className="min-w-0 space-y-6">
        <Skeleton className="h-44 w-full rounded-lg" />
        <Skeleton className="h-80 w-full rounded-lg" />
      </div>
    </div>
  );
}
