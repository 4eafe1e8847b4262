import type { Task } from "@pakaura/contract/task";
import { useEffect, useMemo, useRef } from "react";
import { selectedNow, type SelectedNow } from "./selected-now.ts";

/** What is selected in the list that is shown; the palette and the keys of the page know it too. */
export function useSelectedNow(
  tasks: readonly Task[],
  isTrash: boolean,
  onDone: () => void,
): SelectedNow | null {
  const latestDone = useRef(onDone);
  useEffect(() => {
    latestDone.current = onDone;
  });
  const selected = useMemo(
    () => (tasks.length === 0 ? null : { tasks, isTrash, done: () => latestDone.current() }),
    [tasks, isTrash],
  );
  useEffect(() => {
    selectedNow.set(selected);
    return () => selectedNow.set(null);
  }, [selected]);
  return selected;
}
