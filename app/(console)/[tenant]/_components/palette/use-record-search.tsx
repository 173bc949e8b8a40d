'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Bell, Cloud, FolderKanban, FolderTree, Gauge, KeyRound, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { PaletteEntry, PaletteSearch } from '#components/frame/palette-entry.ts';

/** The most of one kind; more is what the list pages are for. */
const FEW = 5;
/** Projects are asked for by cloud account; beyond a few the answer would be slow and long. */
const MOST_CLOUDS = 3;

/** Finds records of this tenant by name, of every kind that the reader may see, through the lists' own procedures. */
export function useRecordSearch(): PaletteSearch {
  const t = useTranslations('nav.palette.records');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { slug } = useTenant();
  const [accounts, clouds, alerts, members, keys, teams] = [
    useCan('sub-account:read'),
    useCan('cloud-account:read'),
    useCan('alert:read'),
    useCan('member:read'),
    useCan('key:read'),
    useCan('team:read'),
  ];
  return useCallback(
    async (words, signal) => {
      const home = `/${slug}`;
      const text = words.slice(0, 100);
      const ask = { signal };
      const kinds: (Promise<PaletteEntry[]> | false)[] = [
        accounts &&
          client.iam.list.query({ search: text, limit: FEW }, ask).then(({ items }) =>
            items.map((account) => ({
              id: account.id,
              label: account.userName,
              hint: [account.displayName, account.cloudAccount.name].filter(Boolean).join(' · '),
              heading: t('subAccounts'),
              icon: <Gauge />,
              href: `${home}/sub-accounts/${account.id}`,
            })),
          ),
        clouds &&
          client.clouds.list.query({ text, limit: FEW }, ask).then(({ items }) =>
            items.map(({ id, name, cloudAccountNo }) => ({
              id,
              label: name,
              hint: cloudAccountNo,
              heading: t('clouds'),
              icon: <Cloud />,
              href: `${home}/clouds/${id}`,
            })),
          ),
        accounts && clouds && projects(),
        alerts &&
          client.alerts.list.query({ text, limit: FEW }, ask).then(({ items }) =>
            items.map(({ id, subject, state }) => ({
              id,
              label: subject,
              hint: t(`alertState.${state}`),
              heading: t('alerts'),
              icon: <Bell />,
              href: `${home}/alerts?peek=${id}`,
            })),
          ),
        members &&
          client.members.list.query({ text, limit: FEW }, ask).then(({ items }) =>
            items.map(({ id, name, email }) => ({
              id,
              label: name,
              hint: email,
              heading: t('members'),
              icon: <UserRound />,
              href: `${home}/members?q=${encodeURIComponent(email)}`,
            })),
          ),
        teams && teamsNamed(text),
        keys &&
          client.keys.list.query({ text, limit: FEW }, ask).then(({ items }) =>
            items.map(({ id, name, hint }) => ({
              id,
              label: name,
              hint,
              heading: t('keys'),
              icon: <KeyRound />,
              href: `${home}/keys?q=${encodeURIComponent(name)}&peek=${id}`,
            })),
          ),
      ];

      async function teamsNamed(text: string): Promise<PaletteEntry[]> {
        const { items } = await queries.fetchQuery(
          trpc.teams.list.queryOptions(undefined, { staleTime: 60_000 }),
        );
        return items
          .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
          .slice(0, FEW)
          .map(({ id, name, path }) => ({
            id,
            label: name,
            hint: path.map((above) => above.name).join(' / '),
            heading: t('teams'),
            icon: <FolderTree />,
            href: `${home}/teams/${id}`,
          }));
      }

      async function projects(): Promise<PaletteEntry[]> {
        const known = await queries.fetchQuery(
          trpc.clouds.list.queryOptions({ limit: 200 }, { staleTime: 60_000 }),
        );
        const places = known.items.slice(0, MOST_CLOUDS);
        const pages = await Promise.all(
          places.map(({ id }) =>
            client.projects.ofCloud.query({ cloudAccountId: id, search: text, limit: FEW }, ask),
          ),
        );
        return pages.flatMap(({ items }, index) =>
          items.map(({ name, displayName, owner }) => {
            const cloud = places[index];
            const inCloud = `${home}/clouds/${cloud?.id}?projects.q=${encodeURIComponent(name)}#projects`;
            return {
              id: `project ${cloud?.id} ${name}`,
              label: displayName || name,
              hint: owner ? t('projectOf', { name: owner.userName }) : (cloud?.name ?? ''),
              heading: t('projects'),
              icon: <FolderKanban />,
              href: owner ? `${home}/sub-accounts/${owner.subAccountId}?tab=projects` : inCloud,
            };
          }),
        );
      }

      // One kind that fails must not hide the others.
      const answers = await Promise.allSettled(kinds.filter((kind) => kind !== false));
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    },
    [accounts, clouds, alerts, members, keys, teams, client, queries, trpc, slug, t],
  );
}
