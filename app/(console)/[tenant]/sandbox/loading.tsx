import { Skeleton } from '#components/ui/skeleton.tsx';
import { PanelWaiting } from './_components/panel-waiting.tsx';

export default function SandboxLoading() {
  return (
    <div className="space-y-5">
      <div className="space-y-2">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-4 w-96 max-w-full" />
      </div>
      <div className="space-y-6">
        <Skeleton className="h-9 w-full rounded-lg" />
        <PanelWaiting />
      </div>
    </div>
  );
}
