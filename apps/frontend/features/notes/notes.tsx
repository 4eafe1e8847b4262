import { Pencil } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Piece } from "../../app/piece.tsx";
import { lazyPart } from "../../lib/lazy-part.tsx";
import { m } from "../../messages/all-messages.ts";
import { IconButton } from "../../ui/button.tsx";
import { DraftText } from "../tasks/draft-text.tsx";
import { toggleBox } from "./toggle-box.ts";

const Markdown = lazyPart(async () => (await import("./markdown.tsx")).Markdown, {
  isLoadedWhenIdle: true,
});

type NotesProps = {
  value: string;
  error?: string | undefined;
  isReadOnly: boolean;
  onSave: (notes: string, seen: string) => void;
};

/** The notes of a task: read as Markdown, and written as text when they are clicked or edited by key. */
export function Notes({ value, error, isReadOnly, onSave }: NotesProps) {
  const [isEditing, setIsEditing] = useState(false);
  const shown = useRef<HTMLDivElement>(null);
  const isShown = value !== "" && !isEditing && !error;
  const plain = <p className="whitespace-pre-wrap wrap-anywhere">{value}</p>;

  // By pointer the text itself is clicked; by keyboard there is the button.
  useEffect(() => {
    const node = shown.current;
    function click({ target }: MouseEvent): void {
      const isOwn = target instanceof Element && target.closest("a, input") === null;
      const isSelecting = window.getSelection()?.isCollapsed === false;
      if (isOwn && !isSelecting && !isReadOnly) setIsEditing(true);
    }
    node?.addEventListener("click", click);
    return () => node?.removeEventListener("click", click);
  }, [isShown, isReadOnly]);

  if (!isShown) {
    return (
      <DraftText
        label={m.tasks.notes}
        value={value}
        placeholder={m.notes.placeholder}
        maxLength={20_000}
        error={error}
        isFocusedAtFirst={isEditing}
        className="mt-2 min-h-16 text-base"
        onSave={onSave}
        onFocus={() => setIsEditing(true)}
        onLeave={() => setIsEditing(false)}
      />
    );
  }
  return (
    <div role="group" aria-label={m.tasks.notes} className="group/notes relative mt-2 min-h-16">
      <div ref={shown} className={isReadOnly ? "" : "pointer-coarse:pe-9"}>
        <Piece fallback={plain} instead={() => plain}>
          <Markdown
            text={value}
            {...(isReadOnly
              ? {}
              : { onToggleBox: (index) => onSave(toggleBox(value, index), value) })}
          />
        </Piece>
      </div>
      {!isReadOnly && (
        <span className="absolute -top-1 end-0 opacity-0 group-hover/notes:opacity-100 focus-within:opacity-100 pointer-coarse:opacity-100">
          <IconButton label={m.notes.edit} onClick={() => setIsEditing(true)}>
            <Pencil size={14} aria-hidden />
          </IconButton>
        </span>
      )}
    </div>
  );
}
