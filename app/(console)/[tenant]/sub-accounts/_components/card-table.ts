/**
 * For a short table whose rows become cards on phones: the header leaves, every cell stands beside the label that its
 * `data-label` gives.
 */
export const cardTable = [
  'relative max-sm:block max-sm:[&_tbody]:block max-sm:[&_thead]:sr-only',
  'max-sm:[&_tr]:block max-sm:[&_tr]:px-4 max-sm:[&_tr]:py-3',
  'max-sm:[&_td]:flex max-sm:[&_td]:h-auto max-sm:[&_td]:min-h-7 max-sm:[&_td]:w-auto max-sm:[&_td]:max-w-none',
  'max-sm:[&_td]:flex-wrap max-sm:[&_td]:items-center max-sm:[&_td]:justify-between max-sm:[&_td]:gap-x-4',
  'max-sm:[&_td]:p-0! max-sm:[&_td]:text-left',
  'max-sm:[&_td[data-label]]:before:shrink-0 max-sm:[&_td[data-label]]:before:text-soft',
  'max-sm:[&_td[data-label]]:before:content-[attr(data-label)]',
].join(' ');
