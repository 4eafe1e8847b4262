import { announcement } from "../lib/announce.ts";
import { useStore } from "../lib/store.ts";

/** The live region of the app: there from the start, as screen readers want it, and never seen. */
export function Announcer() {
  const { text, number } = useStore(announcement);
  return (
    // A window over the page leaves alone what says that it is live, and hides everything else.
    <div role="status" aria-live="polite" className="sr-only">
      <span key={number}>{text}</span>
    </div>
  );
}
