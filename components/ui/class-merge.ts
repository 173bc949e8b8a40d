import { createTailwindMerge } from 'tailwind-merge';

const any = () => true;
const isLength = (value: string) => /^\[[\d.]+(px|r?em)\]$/.test(value);
const isArbitrary = (value: string) => /^\[.+\]$/.test(value);
const sides = ['t', 'r', 'b', 'l', 'x', 'y'] as const;

const corners = ['t', 'r', 'b', 'l', 'tl', 'tr', 'br', 'bl'] as const;

/** `name-*` as a group of its own, whatever stands after the name. */
const group = (name: string) => [name, [{ [name]: [any] }]] as const;
const groups = (...names: string[]) => Object.fromEntries(names.map(group));

/**
 * Which classes speak about the same thing, for those that components of this project let their callers change. The
 * library's own table knows all of Tailwind, which is 5 kB more in every first load; a test compares the two.
 */
export const mergeClasses = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    display: [
      'block',
      'inline-block',
      'inline',
      'flex',
      'inline-flex',
      'grid',
      'inline-grid',
      'table',
      'contents',
      'hidden',
    ],
    position: ['static', 'fixed', 'absolute', 'relative', 'sticky'],
    ...groups('inset', 'inset-x', 'inset-y', 'top', 'right', 'bottom', 'left', 'z'),
    ...groups(
      'size',
      'w',
      'h',
      'min-w',
      'min-h',
      'max-w',
      'max-h',
      'translate-x',
      'translate-y',
      'translate',
    ),
    ...groups('p', ...sides.map((side) => `p${side}`), 'm', ...sides.map((side) => `m${side}`)),
    ...groups('gap', 'gap-x', 'gap-y', 'space-x', 'space-y', 'items', 'self'),
    'justify-items': [{ 'justify-items': [any] }],
    'justify-self': [{ 'justify-self': [any] }],
    justify: [{ justify: [any] }],
    'flex-direction': ['flex-row', 'flex-col', 'flex-row-reverse', 'flex-col-reverse'],
    'flex-wrap': ['flex-wrap', 'flex-nowrap'],
    flex: [{ flex: [any] }],
    ...groups(
      'grow',
      'shrink',
      'basis',
      'order',
      'col',
      'grid-cols',
      'place-items',
      'scroll-mt',
      'line-clamp',
    ),
    overflow: [{ overflow: [any] }],
    ...groups('overflow-x', 'overflow-y', 'cursor', 'opacity', 'duration', 'leading', 'whitespace'),
    ...groups('transition', 'select', 'touch', 'pointer-events', 'outline-offset', 'border-spacing'),
    ...groups('align', 'fill', 'stroke'),
    animate: [{ animate: ['none', 'pulse', 'spin'] }],
    content: [{ content: ['start', 'center', 'end', 'between'] }],
    'content-text': [{ content: ['none', isArbitrary] }],
    shadow: [{ shadow: ['pop', 'none'] }],
    'outline-width': [{ outline: ['0', '1', '2'] }],
    'outline-style': [{ outline: ['none', 'dashed', 'dotted'] }],
    'outline-color': [{ outline: [any] }],
    'list-style': [{ list: ['none', 'disc', 'decimal'] }],
    'font-family': [{ font: ['sans', 'mono'] }],
    'font-weight': [{ font: [any] }],
    'font-size': [{ text: ['xs', 'sm', 'base', 'lg', 'xl', '2xl', '3xl', isLength] }],
    'text-align': [{ text: ['left', 'center', 'right'] }],
    'text-wrap': [{ text: ['wrap', 'nowrap', 'balance', 'pretty'] }],
    'text-color': [{ text: [any] }],
    'text-overflow': ['truncate', 'text-ellipsis'],
    break: [{ break: ['words', 'all', 'normal'] }],
    bg: [{ bg: [any] }],
    'border-width': [{ border: ['', '0', '2', '4'] }],
    ...Object.fromEntries(
      sides.map((side) => [`border-width-${side}`, [{ [`border-${side}`]: ['', '0', '2', '4'] }]]),
    ),
    'border-style': [{ border: ['solid', 'dashed', 'dotted', 'none'] }],
    'border-collapse': [{ border: ['collapse', 'separate'] }],
    'border-color': [{ border: [any] }],
    rounded: [{ rounded: [any] }],
    ...groups(...corners.map((corner) => `rounded-${corner}`)),
  },
  conflictingClassGroups: {
    inset: ['inset-x', 'inset-y', 'top', 'right', 'bottom', 'left'],
    'inset-x': ['right', 'left'],
    'inset-y': ['top', 'bottom'],
    size: ['w', 'h'],
    p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
    px: ['pr', 'pl'],
    py: ['pt', 'pb'],
    m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
    mx: ['mr', 'ml'],
    my: ['mt', 'mb'],
    gap: ['gap-x', 'gap-y'],
    flex: ['basis', 'grow', 'shrink'],
    overflow: ['overflow-x', 'overflow-y'],
    'font-size': ['leading'],
    'line-clamp': ['display', 'overflow'],
    rounded: corners.map((corner) => `rounded-${corner}`),
    'rounded-t': ['rounded-tl', 'rounded-tr'],
    'rounded-r': ['rounded-tr', 'rounded-br'],
    'rounded-b': ['rounded-br', 'rounded-bl'],
    'rounded-l': ['rounded-tl', 'rounded-bl'],
    'border-width': sides.map((side) => `border-width-${side}`),
    'border-width-x': ['border-width-r', 'border-width-l'],
    'border-width-y': ['border-width-t', 'border-width-b'],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ['before', 'after', 'placeholder', 'file', 'marker', 'selection', '*', '**'],
}));
