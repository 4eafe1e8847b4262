import { useStore } from "../lib/store.ts";
import { m } from "../messages/messages.ts";
import { typedAhead } from "./typed-ahead.ts";

/** Shows what is typed for something that is slow to open; seen only when it takes longer than 200 ms. */
export function TypedAheadSign() {
  const text = useStore(typedAhead);
  if (text === null) return null;
  return (
    <p
      aria-hidden
      className="skeleton fixed inset-x-3 top-[12vh] z-50 mx-auto w-fit max-w-xl truncate rounded-xl border border-line bg-surface px-4 py-2.5 shadow-popup"
    >
      {text === "" ? m.common.loading : text}
    </p>
  );
}
