/** One place to ask before somebody leaves a page by other means than a link: keys, palette, switchers. */

type Guard = (go: () => void) => void;
let guard: Guard | null = null;

/** Goes, or lets the page's guard ask first. */
export function leave(go: () => void): void {
  if (guard) guard(go);
  else go();
}

/** The open page holds back whoever leaves until it says so; returns how to let go. */
export function holdBack(ask: Guard): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = null;
  };
}
