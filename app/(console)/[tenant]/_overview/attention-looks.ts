import {
  Ban,
  CircleHelp,
  CircleX,
  ClockAlert,
  CloudOff,
  type LucideIcon,
  RotateCcw,
  SearchX,
  ShieldAlert,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import type { Attention, AttentionKind } from './attention.ts';

/** An icon and a tone for each cause; the words beside it say the same. */
const attentionLooks: Record<Exclude<AttentionKind, 'many'>, { icon: LucideIcon; ink: string }> = {
  halfCut: { icon: CircleX, ink: 'text-danger' },
  halfRestored: { icon: CircleX, ink: 'text-danger' },
  failingCloud: { icon: CloudOff, ink: 'text-danger' },
  protectedOver: { icon: ShieldAlert, ink: 'text-danger' },
  over: { icon: TriangleAlert, ink: 'text-danger' },
  missing: { icon: SearchX, ink: 'text-danger' },
  cutting: { icon: Unplug, ink: 'text-warning' },
  restoring: { icon: RotateCcw, ink: 'text-info' },
  staleBill: { icon: ClockAlert, ink: 'text-warning' },
  cutOffOver: { icon: Ban, ink: 'text-warning' },
  cutOff: { icon: Ban, ink: 'text-warning' },
  unattributed: { icon: CircleHelp, ink: 'text-warning' },
};

export const lookOf = (item: Attention) => attentionLooks[item.kind === 'many' ? item.of : item.kind];
