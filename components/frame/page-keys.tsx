'use client';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

/** Keys that the open page answers to, under one heading of the sheet of shortcuts. */
export type PageKeys = { title: string; keys: readonly { keys: readonly string[]; text: string }[] };

type Register = (keys: PageKeys) => () => void;
const KeysContext = createContext<readonly PageKeys[]>([]);
const RegisterContext = createContext<Register>(() => () => undefined);

/** Holds what the open page answers to; the frame mounts it. */
export function PageKeysProvider({ children }: { children: ReactNode }) {
  const [all, setAll] = useState<readonly PageKeys[]>([]);
  const [register] = useState<Register>(() => (keys: PageKeys) => {
    setAll((known) => [...known, keys]);
    return () => setAll((known) => known.filter((each) => each !== keys));
  });
  return (
    <RegisterContext value={register}>
      <KeysContext value={all}>{children}</KeysContext>
    </RegisterContext>
  );
}

/** A page or a part of it says which keys it answers to; null for none. Keep the object the same between renders. */
export function usePageKeys(keys: PageKeys | null): void {
  const register = useContext(RegisterContext);
  useEffect(() => (keys ? register(keys) : undefined), [register, keys]);
}

export function useAllPageKeys(): readonly PageKeys[] {
  return useContext(KeysContext);
}
