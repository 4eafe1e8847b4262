import { useSyncExternalStore } from "react";

/** Whether a media query holds, watched. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** True where there is room for a list and a task side by side. */
export function useIsWide(): boolean {
  return useMedia("(min-width: 1024px)");
}
