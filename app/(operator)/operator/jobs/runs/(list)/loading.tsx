import { JobsHeader } from '#app/(operator)/operator/jobs/_components/job-tabs.tsx';
import { RunsWaiting } from '#app/(operator)/operator/jobs/_components/runs-view.tsx';

export default function RunsLoading() {
  return (
    <div className="space-y-5">
      <JobsHeader current="runs" />
      <RunsWaiting />
    </div>
  );
}
