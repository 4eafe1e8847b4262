import type { Priority } from "@pakaura/contract/task";
import { tagLimits } from "@pakaura/domain/tags";
import { Calendar, CornerDownLeft, Hash, X } from "lucide-react";
import { useRef, useState } from "react";
import { currentView, isQuickAddOpen, takeTypedAhead } from "../../app/quick-add-state.ts";
import { useNow } from "../../lib/clock.ts";
import { Button } from "../../ui/button.tsx";
import { Modal } from "../../ui/dialog.tsx";
import { ChoiceMenu, Popup } from "../../ui/popup.tsx";
import { PriorityIcon } from "../../ui/priority.tsx";
import { useMe } from "../accounts/me.ts";
import { DuePicker } from "./due-picker.tsx";
import { dueWords } from "./due-words.ts";
import { parseQuickAdd } from "./parse-quick-add.ts";
import { TagInput } from "./tag-input.tsx";
import { addTask } from "./task-actions.ts";
import { refusedTitle } from "./tell-refused.ts";
import { viewDefaults } from "./views.ts";
import { m } from "../../messages/messages.ts";

const priorities: readonly Priority[] = ["urgent", "high", "medium", "low", "none"];
const titleLimit = 500;

const chip =
  "inline-flex h-8 max-w-full items-center gap-1.5 rounded-full border px-3 text-sm transition-colors duration-(--quick) hover:border-line-strong pointer-coarse:h-11";
const chipOff = `${chip} border-line text-ink-soft`;
const chipOn = `${chip} border-accent/50 bg-accent-soft text-accent`;

/** One line to write a task down from anywhere; Enter adds it and waits for the next. */
export function QuickAdd() {
  const { time_zone: timeZone } = useMe();
  const context = { now: useNow(), timeZone };
  const [defaults] = useState(() => viewDefaults(currentView.get() ?? { name: "all" }, context));
  const [text, setText] = useState(() => refusedTitle.get() ?? "");
  const [dueDate, setDueDate] = useState<string | null>(defaults.due_date ?? null);
  const [priority, setPriority] = useState<Priority>("none");
  const [tags, setTags] = useState<string[]>(defaults.tags ?? []);
  const [error, setError] = useState<string>();
  const [isPickingDate, setIsPickingDate] = useState(false);
  const [addedCount, setAddedCount] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const parsed = parseQuickAdd(text);
  const allTags = [...new Set([...tags, ...parsed.tags])];
  const shownPriority = parsed.priority ?? priority;

  function close(): void {
    takeTypedAhead();
    isQuickAddOpen.set(false);
    refusedTitle.set(null);
  }

  function add(): void {
    const problem = complaint(parsed.title, allTags);
    setError(problem);
    if (problem) return;
    addTask({
      title: parsed.title,
      ...(dueDate ? { due_date: dueDate } : {}),
      ...(shownPriority === "none" ? {} : { priority: shownPriority }),
      ...(allTags.length > 0 ? { tags: allTags } : {}),
    });
    setText("");
    setDueDate(defaults.due_date ?? null);
    setPriority("none");
    setTags(defaults.tags ?? []);
    setAddedCount(addedCount + 1);
    input.current?.focus();
  }

  return (
    <Modal open onClose={close} title={m.quickAdd.heading} hasHeader={false} initialFocus={input}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <div className="px-5 pt-5">
          <input
            ref={input}
            aria-label={m.quickAdd.newTitle}
            aria-invalid={error ? true : undefined}
            aria-describedby="quick-add-note"
            value={text}
            placeholder={m.quickAdd.placeholder}
            autoComplete="off"
            enterKeyHint="done"
            onFocus={() => {
              const typed = takeTypedAhead();
              if (typed) setText((current) => current + typed);
            }}
            onChange={(event) => {
              setText(event.target.value);
              setError(undefined);
            }}
            className="w-full bg-transparent text-lg outline-none"
          />
          <p
            id="quick-add-note"
            role={error ? "alert" : undefined}
            className="min-h-5 text-sm text-danger"
          >
            {error}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2 px-5 pb-4">
          <Popup
            label={m.dates.dueDate}
            open={isPickingDate}
            onOpenChange={setIsPickingDate}
            trigger={
              <button type="button" className={dueDate ? chipOn : chipOff}>
                <Calendar size={14} aria-hidden />
                {dueDate ? dueWords(dueDate, context) : m.dates.dueDate}
              </button>
            }
          >
            <DuePicker
              value={dueDate}
              context={context}
              onPick={setDueDate}
              onDone={() => setIsPickingDate(false)}
            />
          </Popup>
          <ChoiceMenu
            trigger={
              <button type="button" className={shownPriority === "none" ? chipOff : chipOn}>
                <PriorityIcon priority={shownPriority} size={14} />
                {shownPriority === "none" ? m.tasks.priority : m.priorities[shownPriority]}
              </button>
            }
            value={shownPriority}
            options={priorities.map((value) => ({
              value,
              label: m.priorities[value],
              icon: <PriorityIcon priority={value} />,
            }))}
            onChoose={setPriority}
          />
          <Popup
            label={m.tags.tags}
            trigger={
              <button type="button" className={allTags.length > 0 ? chipOn : chipOff}>
                <Hash size={14} aria-hidden />
                <span className="truncate">
                  {allTags.length > 0 ? allTags.join(", ") : m.tags.tags}
                </span>
              </button>
            }
          >
            <div className="w-72 px-4 py-2.5">
              <TagInput tags={tags} onChange={setTags} />
            </div>
          </Popup>
        </div>
        <div className="flex items-center gap-3 border-t border-line py-3 pe-3 ps-5">
          <p role="status" className="min-w-0 grow truncate text-sm text-ink-faint">
            {addedCount === 0 ? (
              <span className="max-sm:hidden">{m.quickAdd.hint}</span>
            ) : (
              m.quickAdd.added(addedCount)
            )}
          </p>
          <Button look="quiet" onClick={close}>
            <X size={15} aria-hidden className="sm:hidden" />
            {addedCount > 0 ? m.common.done : m.common.cancel}
          </Button>
          <Button type="submit" look="primary">
            {m.tasks.add}
            <CornerDownLeft size={14} aria-hidden className="max-sm:hidden" />
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function complaint(title: string, tags: readonly string[]): string | undefined {
  if (title === "") return m.tasks.needsTitle;
  if (title.length > titleLimit) return m.tasks.titleTooLong(titleLimit);
  if (tags.length > tagLimits.tagsPerTask) return m.tags.tooMany(tagLimits.tagsPerTask);
  return undefined;
}
