import { saveDraft, type Draft } from "../../app/drafts.ts";
import { openQuickAdd } from "../../app/quick-add-state.ts";
import { tellStep } from "../../lib/toast.ts";
import { m } from "../../messages/all-messages.ts";

/** Forgets a line that was being written, with a way back to it. */
export function discardLine(draft: Draft): void {
  if (draft.text.trim() === "") return;
  saveDraft({ ...draft, text: "" });
  tellStep(m.quickAdd.discarded, {
    about: draft.text,
    undo: () => {
      saveDraft(draft);
      openQuickAdd();
    },
  });
}
