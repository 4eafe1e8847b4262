import { normaliseTag } from "@pakaura/domain/tags";
import { Hash } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "../../messages/all-messages.ts";
import { PriorityIcon } from "../../ui/priority.tsx";
import { useTags } from "../tasks/task-queries.ts";
import { prioritiesFor, type OpenWord } from "./completion.ts";

export type Completion = { name: string; icon: ReactNode; isNew: boolean };

const mostShown = 7;

/** What the open word of a line can become. */
export function useCompletions(word: OpenWord | null): Completion[] {
  const prefix = word?.sign === "#" ? (normaliseTag(word.prefix) ?? "") : "";
  const tags = useTags(prefix);
  if (word === null) return [];
  if (word.sign === "!") {
    return prioritiesFor(word.prefix).map(({ priority, name }) => ({
      name,
      icon: <PriorityIcon priority={priority} size={14} />,
      isNew: false,
    }));
  }
  const known = tags.map(({ name }) => name);
  const names = known.slice(0, mostShown);
  const isNew = prefix !== "" && !known.includes(prefix);
  return [...names, ...(isNew ? [prefix] : [])].map((name) => ({
    name,
    icon: <Hash size={13} className="text-ink-faint" aria-hidden />,
    isNew: isNew && name === prefix,
  }));
}

type CompletionListProps = {
  id: string;
  completions: readonly Completion[];
  active: number;
  onChoose: (name: string) => void;
  onPoint: (index: number) => void;
};

/** The completions under the field; its options are chosen by the keys of the field, or by pointer. */
export function CompletionList(props: CompletionListProps) {
  const { id, completions, active, onChoose, onPoint } = props;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={m.quickAdd.completions}
      className="appear mt-1 max-h-48 max-w-72 pointer-coarse:max-h-none overflow-y-auto rounded-xl border border-line p-1"
    >
      {completions.map(({ name, icon, isNew }, index) => (
        <div
          key={name}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(name);
          }}
          onPointerEnter={() => onPoint(index)}
          className={`flex h-8 items-center gap-2 rounded-lg px-2 text-sm pointer-coarse:h-11 ${index === active ? "bg-hover" : ""}`}
        >
          {icon}
          <span className="truncate">{name}</span>
          {isNew && <span className="ms-auto text-xs text-ink-faint">{m.tags.isNew}</span>}
        </div>
      ))}
    </div>
  );
}
