import { HealthSkeleton } from '#app/(operator)/operator/_components/health-skeleton.tsx';

export default function OperatorLoading() {
  return <HealthSkeleton />;
}
