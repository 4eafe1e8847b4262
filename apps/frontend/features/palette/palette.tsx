import type { Task } from "@pakaura/contract/task";
import { CheckCircle2, CircleIcon } from "lucide-react";
import {
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from "react";
import type { KeyAction } from "../../app/key-table.ts";
import { paletteTask } from "../../app/palette-state.ts";
import { typeAhead } from "../../app/typed-ahead.ts";
import { useNow } from "../../lib/clock.ts";
import { useStore } from "../../lib/store.ts";
import { m } from "../../messages/all-messages.ts";
import { Modal } from "../../ui/dialog.tsx";
import { useMe } from "../accounts/me.ts";
import { selectedNow, type SelectedNow } from "../bulk/selected-now.ts";
import type { DueContext } from "../tasks/due-words.ts";
import { wantedPart } from "../tasks/wanted-part.ts";
import { useTags, useTask } from "../tasks/task-queries.ts";
import { pageCommands, tagCommands, taskCommands, type Command } from "./commands.ts";
import { manyCommands } from "./many-commands.ts";
import { PaletteOption } from "./palette-option.tsx";
import { rank } from "./rank.ts";
import { recentCommands, rememberCommand } from "./recent-commands.ts";
import { useNamedTasks } from "./use-named-tasks.ts";

type PaletteProps = {
  actions: Record<KeyAction<"everywhere">, () => void>;
  go: (path: string) => void;
  openTask: (id: string) => void;
  onClose: () => void;
};

type Section = { name: string; commands: readonly Command[] };

/** Everything by name: what can be done, every place, every task. */
export function Palette({ actions, go, openTask, onClose }: PaletteProps) {
  const id = useId();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const sections = useSections(query, { actions, go, openTask });
  const commands = sections.flatMap((section) => section.commands);

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active, query]);

  function run(command: Command | undefined): void {
    if (!command) return;
    rememberCommand(command.id);
    // Until the command has run, keys would be those of what is behind.
    const endWaiting = typeAhead({ place: "[data-field=none]", close: () => undefined });
    onClose();
    // The focus is given back first, so that the command can take it.
    setTimeout(() => {
      command.run();
      endWaiting();
    });
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const last = commands.length - 1;
    const next = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      PageDown: Math.min(last, active + 8),
      PageUp: Math.max(0, active - 8),
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(commands[active]);
    }
  }

  return (
    <Modal open onClose={onClose} title={m.palette.title} hasHeader={false} shape="palette">
      <input
        role="combobox"
        aria-label={m.palette.title}
        aria-expanded={commands.length > 0}
        aria-controls={commands.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={commands[active] ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={m.palette.placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        data-field="palette"
        onKeyDown={press}
        className="h-13 w-full shrink-0 border-b border-line bg-transparent px-5 text-lg outline-none"
      />
      {commands.length === 0 && (
        <p className="grow px-3 py-6 text-center text-sm text-ink-soft">{m.palette.nothing}</p>
      )}
      <div
        ref={list}
        hidden={commands.length === 0}
        id={`${id}-list`}
        role="listbox"
        aria-label={m.palette.results}
        className="min-h-0 grow overflow-y-auto overscroll-contain p-1.5"
      >
        {sections.map((section) => (
          <div key={section.name} role="group" aria-label={section.name}>
            <p aria-hidden className="px-3 pt-2 pb-1 text-xs font-medium text-ink-faint">
              {section.name}
            </p>
            {section.commands.map((command) => {
              const place = commands.indexOf(command);
              return (
                <PaletteOption
                  key={command.id}
                  id={`${id}-${place}`}
                  command={command}
                  isActive={place === active}
                  onPoint={() => setActive(place)}
                  onChoose={() => run(command)}
                />
              );
            })}
          </div>
        ))}
      </div>
      <p role="status" className="sr-only">
        {query === "" ? "" : m.palette.count(commands.length)}
      </p>
    </Modal>
  );
}

const mostRecent = 5;
const mostFound = 8;

/** What the palette shows for a query, under headings. */
function useSections(
  query: string,
  { actions, go, openTask }: Omit<PaletteProps, "onClose">,
): Section[] {
  const { time_zone: timeZone } = useMe();
  const now = useNow();
  const taskId = useStore(paletteTask);
  const { task } = useTask(taskId ?? "");
  const selected = useStore(selectedNow);
  const tags = useTags();
  const found = useNamedTasks(useDeferredValue(query));
  const [recent] = useState(recentCommands);
  const own = useMemo(
    () => ownCommands(task, selected, { now, timeZone }, openTask),
    [task, selected, now, timeZone, openTask],
  );
  const ownName = selected ? m.bulk.toolbar(selected.tasks.length) : (task?.title ?? "");
  const page = useMemo(
    () => [
      ...pageCommands(actions),
      ...tagCommands(
        tags.map(({ name }) => name),
        go,
      ),
    ],
    [actions, tags, go],
  );
  const tasks = found.tasks.map((one): Command => ({
    id: `open-${one.id}`,
    words: one.title,
    icon: one.completed ? CheckCircle2 : CircleIcon,
    run: () => openTask(one.id),
  }));
  if (query.trim() === "") {
    const used = rank(page, "", recent).filter((command) => recent.includes(command.id));
    const last = used.slice(0, mostRecent);
    return withoutEmpty([
      { name: ownName, commands: own },
      { name: m.palette.recent, commands: last },
      { name: m.palette.actions, commands: page.filter((command) => !last.includes(command)) },
    ]);
  }
  return withoutEmpty([
    { name: ownName, commands: rank(own, query, recent).slice(0, mostFound) },
    { name: m.palette.actions, commands: rank(page, query, recent).slice(0, mostFound) },
    { name: found.isSimilar ? m.filters.similar : m.palette.tasks, commands: tasks },
  ]);
}

/** What can be done with all that is selected, or else with the one task that the palette is about. */
function ownCommands(
  task: Task | null,
  selected: SelectedNow | null,
  context: DueContext,
  openTask: (id: string) => void,
): Command[] {
  if (selected) return manyCommands(selected, context);
  if (!task) return [];
  return taskCommands(task, context, {
    open: () => openTask(task.id),
    openPart: (part) => {
      wantedPart.set({ taskId: task.id, part });
      openTask(task.id);
    },
  });
}

function withoutEmpty(sections: readonly Section[]): Section[] {
  return sections.filter(({ commands }) => commands.length > 0);
}
