import { HealthSkeleton } from './_components/health-skeleton.tsx';

export default function OperatorLoading() {
  return <HealthSkeleton />;
}
