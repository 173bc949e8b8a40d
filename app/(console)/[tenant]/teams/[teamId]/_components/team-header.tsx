'use client';
import { ChevronRight, Plus, UsersRound } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { TeamDialog } from '#app/(console)/[tenant]/teams/_components/team-dialogs.tsx';
import { TeamMenu } from '#app/(console)/[tenant]/teams/_components/team-menu.tsx';
import { Can } from '#components/can.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import type { TeamDetailOut } from '#server/teams/schema.ts';

type TeamHeaderProps = { team: TeamDetailOut; onDialog: (dialog: TeamDialog) => void };

/** Which team this is, the way to it from the top, and what can be done with it. */
export function TeamHeader({ team, onDialog }: TeamHeaderProps) {
  const t = useTranslations('teams');
  const { slug } = useTenant();
  return (
    <PageHeader
      title={team.name}
      status={
        team.lead ? (
          <Badge tone="accent">
            <UsersRound aria-hidden />
            {t('lead')}
          </Badge>
        ) : null
      }
      meta={
        team.path.length > 0 ? (
          <span className="flex flex-wrap items-center gap-x-1">
            {team.path.map(({ id, name }) => (
              <Fragment key={id}>
                <Link href={`/${slug}/teams/${id}`} className="rounded-sm hover:text-ink hover:underline">
                  {name}
                </Link>
                <ChevronRight aria-hidden className="size-3.5 text-faint" />
              </Fragment>
            ))}
            <span className="text-ink">{team.name}</span>
          </span>
        ) : null
      }
      actions={
        <>
          <Can permission="team:update">
            <Button onClick={() => onDialog({ kind: 'create', team })}>
              <Plus aria-hidden />
              {t('actions.below')}
            </Button>
          </Can>
          <TeamMenu team={team} onDialog={onDialog} own />
        </>
      }
    />
  );
}
