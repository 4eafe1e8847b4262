import { tagLimits } from "@pakaura/domain/tags";
import { CornerDownLeft } from "lucide-react";
import { useEffect, useId, useRef, useState, type RefObject } from "react";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { offerNotifications } from "../reminders/offer-notifications.ts";
import { addTask, addTasks, mostAtOnce, type NewTask } from "../tasks/task-actions.ts";
import { discardLine } from "./discard-line.ts";
import { FactChips } from "./fact-chips.tsx";
import type { FirstLine } from "./first-line.ts";
import { PasteQuestion } from "./paste-question.tsx";
import { QuickAddField } from "./quick-add-field.tsx";
import { toTask } from "./quick-add-line.ts";
import { summary } from "./summary.ts";
import { tellElsewhere } from "./tell-elsewhere.ts";
import { useQuickAdd } from "./use-quick-add.ts";
import { useSaidLater } from "./use-said-later.ts";

const titleLimit = 500;

type QuickAddFormProps = {
  first: FirstLine;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  /** Escape was pressed with nothing of the form's own to close. */
  onEscape?: () => void;
  /** Done with it, or given up by its button. */
  onClose: () => void;
};

/** One line to write tasks down, with what is understood of it; Enter adds it and waits for the next. */
export function QuickAddForm(props: QuickAddFormProps) {
  const { first, fieldRef, onEscape, onClose } = props;
  const state = useQuickAdd(first);
  const [error, setError] = useState<string>();
  const [pasted, setPasted] = useState<string[] | null>(null);
  const [addedCount, setAddedCount] = useState(0);
  const errorId = useId();
  const task = toTask(state.parsed, state.picks);
  const said = useSaidLater(state.line.text === "" ? "" : summary(task, state.context));
  const wantsFocus = useRef(false);

  useEffect(() => {
    const field = fieldRef.current;
    if (pasted === null && wantsFocus.current && field) {
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    }
    wantsFocus.current = pasted !== null;
  }, [pasted, fieldRef]);

  function done(count: number): void {
    setError(undefined);
    setAddedCount(addedCount + count);
  }

  /** By its button a line is given up; Escape and a press elsewhere only close it. */
  function cancel(): void {
    discardLine(state.draft);
    onClose();
  }

  function hint(): string {
    if (addedCount > 0) return m.quickAdd.added(addedCount);
    return state.isKept ? m.quickAdd.kept : m.quickAdd.hint;
  }

  function add(): void {
    const problem = complaint(task);
    setError(problem);
    if (problem) return;
    tellElsewhere([addTask(task)], state.context);
    if (task.due_date && typeof task.reminder_lead_minutes === "number") offerNotifications();
    state.reset();
    done(1);
    fieldRef.current?.focus();
  }

  function tasksOf(lines: readonly string[]): NewTask[] {
    return lines.map((text) => withTitle(toTask(state.parse(text), state.picks), text));
  }

  function addPasted(lines: readonly string[]): void {
    tellElsewhere(addTasks(tasksOf(lines)), state.context);
    // What was typed before them is a task of its own that is still being written.
    if (state.line.text.trim() === "") state.reset();
    done(lines.length);
    setPasted(null);
  }

  if (pasted) {
    return (
      <PasteQuestion
        items={tasksOf(pasted).map((item) => ({
          title: item.title,
          summary: summary(item, state.context),
        }))}
        limit={mostAtOnce}
        onMany={() => addPasted(pasted)}
        onOne={() => {
          state.write(`${state.line.text} ${pasted.join(" ")}`.trim());
          setPasted(null);
        }}
        onCancel={() => setPasted(null)}
      />
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div className="px-5 pt-5">
        <QuickAddField
          state={state}
          fieldRef={fieldRef}
          error={error}
          errorId={errorId}
          onSubmit={add}
          onPasteLines={setPasted}
          {...(onEscape ? { onEscape } : {})}
        />
        <p
          id={errorId}
          role={error ? "alert" : undefined}
          className="mt-0.5 min-h-5 pb-1.5 text-sm text-danger"
        >
          {error}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2 px-5 pb-4">
        <FactChips state={state} onTakenBack={() => fieldRef.current?.focus()} />
      </div>
      <div className="flex items-center gap-3 border-t border-line py-3 ps-5 pe-3">
        <p className="min-w-0 grow truncate text-sm text-ink-faint">
          <span className={addedCount === 0 ? "max-sm:hidden" : ""}>{hint()}</span>
        </p>
        <span role="status" className="sr-only">
          {said === "" && addedCount > 0 ? m.quickAdd.added(addedCount) : said}
        </span>
        <Button look="quiet" onClick={addedCount > 0 ? onClose : cancel}>
          {addedCount > 0 ? m.common.done : m.common.cancel}
        </Button>
        <Button type="submit" look="primary">
          {m.tasks.add}
          <CornerDownLeft size={14} aria-hidden className="max-sm:hidden" />
        </Button>
      </div>
    </form>
  );
}

/** A line that is nothing but "tomorrow" is the title of its task all the same. */
function withTitle(task: NewTask, line: string): NewTask {
  return { ...task, title: (task.title || line).slice(0, titleLimit) };
}

function complaint({ title, tags = [] }: NewTask): string | undefined {
  if (title === "") return m.tasks.needsTitle;
  if (title.length > titleLimit) return m.tasks.titleTooLong(titleLimit);
  if (tags.length > tagLimits.tagsPerTask) return m.tags.tooMany(tagLimits.tagsPerTask);
  return undefined;
}
