'use client';
import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

type Page<Item> = { items: Item[]; nextCursor: string | null };

type PagesOptions<Item> = {
  /** The key of the list's own query, so that what reads that one again reads these pages too. */
  queryKey: QueryKey;
  fetchPage: (cursor: { cursor?: string }) => Promise<Page<Item>>;
  refetchInterval?: number;
};

/** A list page after page, for "show more"; `items` is undefined until the first one is there. */
export function usePages<Item>({ queryKey, fetchPage, refetchInterval = 0 }: PagesOptions<Item>) {
  const pages = useInfiniteQuery({
    queryKey: [...queryKey, 'pages'],
    queryFn: ({ pageParam }) => fetchPage(pageParam ? { cursor: pageParam } : {}),
    initialPageParam: '',
    getNextPageParam: (page: Page<Item>) => page.nextCursor ?? undefined,
    refetchInterval: refetchInterval || false,
  });
  return { ...pages, items: pages.data?.pages.flatMap((page) => page.items) };
}
