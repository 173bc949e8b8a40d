/**
 * The process loads this code twice: as plain modules in `main.ts` and bundled by Next. What must exist once per
 * process (pools, caches) lives here, keyed by name.
 */
const slot = Symbol.for('airgate.registry');
type Registry = Map<string, unknown>;
const holder = globalThis as typeof globalThis & { [slot]?: Registry };

/** Makes the value on first use and hands out the same one afterwards, whichever module instance asks. */
export function once<T>(name: string, make: () => T): T {
  holder[slot] ??= new Map();
  const registry = holder[slot];
  if (!registry.has(name)) registry.set(name, make());
  return registry.get(name) as T;
}
