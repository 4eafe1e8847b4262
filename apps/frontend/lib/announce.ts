import { createStore } from "./store.ts";

/** What a screen reader is told now; the number makes the same words news again. */
export const announcement = createStore<{ text: string; number: number }>({ text: "", number: 0 });

/** Tells whoever listens instead of looking, without taking the focus. */
export function announce(text: string): void {
  announcement.set({ text, number: announcement.get().number + 1 });
}
