import { messageOf } from "../../lib/api.ts";
import { loadPart } from "../../lib/load-part.ts";
import { useStore } from "../../lib/store.ts";
import { tellError } from "../../lib/toast.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { exampleIds } from "./example-ids.ts";

/** While there are example tasks: the way to be rid of all of them. */
export function ExampleBar() {
  const isShown = useStore(exampleIds).length > 0;
  if (!isShown) return null;
  return (
    <div className="mx-auto mb-2 flex w-full max-w-3xl flex-wrap items-center justify-between gap-2 px-4 sm:px-9">
      <p className="text-sm text-ink-soft">{m.firstRun.theseAreExamples}</p>
      <Button
        onClick={() =>
          void loadPart(() => import("./example-tasks.ts")).then(
            ({ removeExamples }) => removeExamples(),
            (error: unknown) => tellError(m.errors.notLoaded, { description: messageOf(error) }),
          )
        }
      >
        {m.firstRun.removeExamples}
      </Button>
    </div>
  );
}
