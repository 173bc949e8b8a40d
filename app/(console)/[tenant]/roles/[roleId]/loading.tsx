import { Skeleton } from '#components/ui/skeleton.tsx';

export default function EditRoleLoading() {
  return (
    <div aria-busy="true" className="mx-auto max-w-280 space-y-5">
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-44 w-full rounded-lg" />
      <Skeleton className="h-140 w-full rounded-lg" />
    </div>
  );
}
