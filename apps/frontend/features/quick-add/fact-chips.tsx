import type { Found } from "@pakaura/domain/quick-add/phrase";
import { Bell, Calendar, Hash, Repeat, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { ChoiceMenu, Popup } from "../../ui/popup.tsx";
import { PriorityIcon, priorityOrder } from "../../ui/priority.tsx";
import { m } from "../../messages/all-messages.ts";
import { leadsWords } from "../reminders/lead-words.ts";
import { DuePicker } from "../tasks/due-picker.tsx";
import { dueDoubt, understoodDueWords } from "../tasks/due-words.ts";
import { TagInput } from "../tasks/tag-input.tsx";
import { Chip, chipButton } from "./chip.tsx";
import { dueKinds, foundOf, repeatKinds } from "./quick-add-line.ts";
import { repeatWords } from "./repeat-words.ts";
import type { QuickAddState } from "./use-quick-add.ts";

type FactChipsProps = { state: QuickAddState; onTakenBack: () => void };

/** What the task is going to be: understood from its line, or picked here. */
export function FactChips({ state, onTakenBack }: FactChipsProps) {
  const { found } = state.parsed;
  const back = (phrases: readonly Found[]) => {
    if (phrases.length === 0) return undefined;
    return () => {
      state.takeBack(phrases);
      onTakenBack();
    };
  };
  return (
    <>
      <DueChip state={state} onTakeBack={back(foundOf(found, dueKinds))} />
      <RepeatChip state={state} onTakeBack={back(foundOf(found, repeatKinds))} />
      <PriorityChip state={state} onTakeBack={back(foundOf(found, ["priority"]))} />
      <TagsChip state={state} />
      {foundOf(found, ["tag"]).map((tag) => (
        <TagChip key={tag.start} found={tag} onTakeBack={back([tag])} />
      ))}
      <ReminderChip state={state} onTakeBack={back(foundOf(found, ["reminder"]))} />
    </>
  );
}

type FactProps = { state: QuickAddState; onTakeBack: (() => void) | undefined };

function DueChip({ state, onTakeBack }: FactProps) {
  const { parsed, picks, context } = state;
  const [isPicking, setIsPicking] = useState(false);
  const dueDate = parsed.dueDate ?? picks.dueDate;
  const words = dueDate ? understoodDueWords(dueDate, context) : m.dates.dueDate;
  const isDoubtful = dueDate !== null && dueDoubt(dueDate, context) !== null;
  const Icon = isDoubtful ? TriangleAlert : Calendar;
  const canClear = onTakeBack === undefined && picks.dueDate !== null && !parsed.recurrence;
  return (
    <Chip
      isOn={dueDate !== null}
      isDoubtful={isDoubtful}
      onTakeBack={canClear ? () => state.pick({ dueDate: null }, []) : onTakeBack}
      takeBackLabel={m.quickAdd.takeBack(words)}
    >
      <Popup
        label={m.dates.dueDate}
        open={isPicking}
        onOpenChange={setIsPicking}
        trigger={
          <button type="button" className={chipButton}>
            <Icon size={14} className="shrink-0" aria-hidden />
            <span className="truncate">{words}</span>
          </button>
        }
      >
        <DuePicker
          value={dueDate}
          context={context}
          onPick={(next) => state.pick({ dueDate: next }, foundOf(parsed.found, dueKinds))}
          onDone={() => setIsPicking(false)}
        />
      </Popup>
    </Chip>
  );
}

function RepeatChip({ state, onTakeBack }: FactProps) {
  const { recurrence, dueDate } = state.parsed;
  if (recurrence === null) return null;
  const words = repeatWords(recurrence, { ...state.context, dueDate });
  return (
    <Chip isOn onTakeBack={onTakeBack} takeBackLabel={m.quickAdd.takeBack(words)}>
      <span className={chipButton}>
        <Repeat size={13} className="shrink-0" aria-hidden />
        <span className="truncate first-letter:uppercase">{words}</span>
      </span>
    </Chip>
  );
}

function PriorityChip({ state, onTakeBack }: FactProps) {
  const { parsed, picks } = state;
  const priority = parsed.priority ?? picks.priority;
  const canClear = onTakeBack === undefined && picks.priority !== "none";
  return (
    <Chip
      isOn={priority !== "none"}
      onTakeBack={canClear ? () => state.pick({ priority: "none" }, []) : onTakeBack}
      takeBackLabel={m.quickAdd.takeBack(m.priorities[priority])}
    >
      <ChoiceMenu
        trigger={
          <button type="button" className={chipButton}>
            <PriorityIcon priority={priority} size={14} />
            {priority === "none" ? m.tasks.priority : m.priorities[priority]}
          </button>
        }
        value={priority}
        options={priorityOrder.map((value) => ({
          value,
          label: m.priorities[value],
          icon: <PriorityIcon priority={value} />,
        }))}
        onChoose={(next) => state.pick({ priority: next }, foundOf(parsed.found, ["priority"]))}
      />
    </Chip>
  );
}

/** Tags that were picked; those of the line have chips of their own. */
function TagsChip({ state }: { state: QuickAddState }) {
  const { tags } = state.picks;
  const hasOthers = foundOf(state.parsed.found, ["tag"]).length > 0;
  if (tags.length === 0 && hasOthers) return null;
  return (
    <Chip isOn={tags.length > 0}>
      <Popup
        label={m.tags.tags}
        trigger={
          <button type="button" className={chipButton}>
            <Hash size={14} className="shrink-0" aria-hidden />
            <span className="truncate">{tags.length > 0 ? tags.join(", ") : m.tags.tags}</span>
          </button>
        }
      >
        <div className="w-72 px-4 py-2.5">
          <TagInput isInWindow tags={tags} onChange={(next) => state.pick({ tags: next }, [])} />
        </div>
      </Popup>
    </Chip>
  );
}

function TagChip({ found, onTakeBack }: { found: Found; onTakeBack: (() => void) | undefined }) {
  const name = found.kind === "tag" ? found.tag : "";
  return (
    <Chip isOn onTakeBack={onTakeBack} takeBackLabel={m.quickAdd.takeBack(name)}>
      <span className={chipButton}>
        <Hash size={14} className="shrink-0" aria-hidden />
        <span className="truncate">{name}</span>
      </span>
    </Chip>
  );
}

function ReminderChip({ state, onTakeBack }: FactProps) {
  const leads = state.parsed.reminderLeadMinutes;
  if (leads === null) return null;
  const words = leadsWords(leads);
  return (
    <Chip isOn onTakeBack={onTakeBack} takeBackLabel={m.quickAdd.takeBack(words)}>
      <span className={chipButton}>
        <Bell size={13} className="shrink-0" aria-hidden />
        <span className="truncate">{words}</span>
      </span>
    </Chip>
  );
}
