import { Command, Keyboard, Sparkles, type LucideIcon } from "lucide-react";
import { openHelp } from "../../app/help-state.ts";
import { Keys } from "../../app/key-names.tsx";
import { keyTable } from "../../app/key-table.ts";
import { openPalette } from "../../app/palette-state.ts";
import { openQuickAddWith } from "../../app/quick-add-state.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { useMe } from "../accounts/me.ts";
import type { DueContext } from "../tasks/due-words.ts";
import { addExamples } from "./example-tasks.ts";

/** Whoever has been here for two weeks knows, and has an empty list for a better reason. */
const newForMs = 14 * 86_400_000;

/** What an empty list teaches: three things, each tried by choosing it, and tasks to play with. */
export function FirstRun({ context }: { context: DueContext }) {
  const { week_start: weekStart, created_at: createdAt } = useMe();
  if (context.now - Date.parse(createdAt) > newForMs) return null;
  const { firstRun } = m;
  return (
    <>
      <ul className="mt-7 grid w-full gap-2 text-start">
        <Lesson
          icon={Sparkles}
          title={firstRun.write}
          text={`“${firstRun.writeExample}”`}
          keys={keyTable.everywhere.add}
          onTry={() => openQuickAddWith(firstRun.writeExample)}
        />
        <Lesson
          icon={Command}
          title={firstRun.find}
          text={firstRun.findText}
          keys={keyTable.everywhere.palette}
          onTry={() => openPalette(undefined)}
        />
        <Lesson
          icon={Keyboard}
          title={firstRun.keys}
          text={firstRun.keysText}
          keys={keyTable.everywhere.help}
          onTry={openHelp}
        />
      </ul>
      <p className="mt-6">
        <Button onClick={() => addExamples(context, weekStart)}>{firstRun.examples}</Button>
      </p>
    </>
  );
}

type LessonProps = {
  icon: LucideIcon;
  title: string;
  text: string;
  keys: readonly string[];
  onTry: () => void;
};

function Lesson({ icon: Icon, title, text, keys, onTry }: LessonProps) {
  return (
    <li>
      <button
        type="button"
        onClick={onTry}
        className="flex w-full items-center gap-3.5 rounded-xl border border-line bg-surface px-4 py-3 text-start transition-colors duration-(--quick) hover:border-line-strong"
      >
        <Icon size={17} className="shrink-0 text-accent" aria-hidden />
        <span className="min-w-0 grow">
          <span className="block text-sm font-medium text-ink">{title}</span>
          <span className="block text-sm text-ink-soft">{text}</span>
        </span>
        <span aria-hidden className="pointer-coarse:hidden">
          <Keys keys={keys} />
        </span>
      </button>
    </li>
  );
}
