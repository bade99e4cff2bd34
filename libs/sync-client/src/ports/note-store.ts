/** A few words that outlive the page, shared by all tabs of the origin: `localStorage` in a browser. */
export interface NoteStore {
  get(name: string): string | null;
  /** Keeps the words, or with null forgets them. */
  set(name: string, value: string | null): void;
}

/** `localStorage`, or nothing where the browser refuses it. */
export const browserNotes: NoteStore = {
  get: (name) => {
    try {
      return globalThis.localStorage?.getItem(name) ?? null;
    } catch {
      return null;
    }
  },
  set: (name, value) => {
    try {
      if (value === null) globalThis.localStorage?.removeItem(name);
      else globalThis.localStorage?.setItem(name, value);
    } catch {
      // Private windows may refuse: whoever noted it has to do without.
    }
  },
};
