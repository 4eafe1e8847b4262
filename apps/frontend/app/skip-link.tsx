import { focusRegion } from "../lib/pass-focus.ts";
import { m } from "../messages/messages.ts";

/** The first stop of the Tab key: past the navigation, to what the page is about. */
export function SkipLink() {
  return (
    <a
      href="#content"
      onClick={(event) => {
        // The address keeps what it says of the list.
        event.preventDefault();
        const main = document.querySelector("main");
        if (main) focusRegion(main);
      }}
      className="fixed start-3 top-3 z-50 rounded-lg bg-accent px-4 py-2.5 text-sm font-medium text-on-accent not-focus:sr-only"
    >
      {m.navigation.skip}
    </a>
  );
}
