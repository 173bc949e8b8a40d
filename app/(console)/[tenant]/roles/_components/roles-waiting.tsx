import { Skeleton } from '#components/ui/skeleton.tsx';
import { roles } from '#lib/permissions.ts';

/** The shape of the page while it is on its way. */
export function RolesWaiting() {
  return (
    <div aria-busy="true" className="space-y-5">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {roles.map((role) => (
          <Skeleton key={role} className="h-30 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-44 w-full rounded-lg" />
      <Skeleton className="h-140 w-full rounded-lg" />
    </div>
  );
}
