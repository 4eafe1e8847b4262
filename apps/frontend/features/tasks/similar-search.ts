import { loadPart } from "../../lib/load-part.ts";
import { createStore } from "../../lib/store.ts";

/** The test of a search that forgives an error in each longer word; null for a search without such words. */
type MakeTest = (search: string) => ((text: string) => boolean) | null;

/** Null before it is loaded, which it is when a search finds nothing. */
export const similarSearch = createStore<{ makeTest: MakeTest } | null>(null);

let isAsked = false;

/** Loads what finds similar tasks, once it can be had. Until then a search finds what has its words. */
export function loadSimilarSearch(): void {
  if (isAsked) return;
  isAsked = true;
  loadPart(() => import("./make-similar-test.ts")).then(
    ({ makeSimilarTest }) => similarSearch.set({ makeTest: makeSimilarTest }),
    () => (isAsked = false),
  );
}
