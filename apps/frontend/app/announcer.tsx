import { announcement } from "../lib/announce.ts";
import { useStore } from "../lib/store.ts";

/** The live region of the app: there from the start, as screen readers want it, and never seen. */
export function Announcer() {
  const { text, number } = useStore(announcement);
  return (
    <div role="status" className="sr-only">
      <span key={number}>{text}</span>
    </div>
  );
}
