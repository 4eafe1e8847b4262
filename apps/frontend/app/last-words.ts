import type { Operation } from "../features/tasks/operation.ts";

/** Changes of a page that ends before IndexedDB has them: it gives up what is under way then. */
export type LastWords = {
  hold: (operations: readonly Operation[]) => void;
  /** They are written down, or done with: their orders. */
  release: (orders: readonly number[]) => void;
  close: () => void;
};

const nameOf = (userId: string): string => `pakaura.unwritten:${userId}`;

/** What pages that have ended left behind. */
export function readLastWords(userId: string): readonly Operation[] {
  const text = localStorage.getItem(nameOf(userId));
  return text === null ? [] : (JSON.parse(text) as Operation[]);
}

export function forgetLastWords(userId: string): void {
  localStorage.removeItem(nameOf(userId));
}

/** Local storage is written to before the page is gone. */
export function keepLastWords(userId: string): LastWords {
  const waiting = new Map<number, Operation>();

  function leave(): void {
    if (waiting.size === 0) return;
    const left = [...readLastWords(userId), ...waiting.values()];
    try {
      localStorage.setItem(nameOf(userId), JSON.stringify(left));
    } catch {
      // Without room here either nothing more can be done.
    }
  }

  function comeBack({ persisted }: PageTransitionEvent): void {
    if (persisted) forgetLastWords(userId);
  }

  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", comeBack);
  return {
    hold: (operations) => {
      for (const operation of operations) waiting.set(operation.order, operation);
    },
    release: (orders) => {
      for (const order of orders) waiting.delete(order);
    },
    close: () => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", comeBack);
    },
  };
}
