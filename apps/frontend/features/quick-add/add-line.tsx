import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Piece } from "../../app/piece.tsx";
import { awaitQuickAdd } from "../../app/quick-add-state.ts";
import { lazyPart } from "../../lib/lazy-part.tsx";
import { m } from "../../messages/messages.ts";

const InlineQuickAdd = lazyPart(
  async () => (await import("./inline-quick-add.tsx")).InlineQuickAdd,
  { isLoadedWhenIdle: true },
);

/** The line at the top of a list that becomes a quick add where it stands. */
export function AddLine() {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (isOpen) {
    return (
      <Piece fallback={<div className="h-10" />}>
        <InlineQuickAdd onClose={() => setIsOpen(false)} />
      </Piece>
    );
  }
  return (
    <button
      type="button"
      ref={button}
      onClick={() => {
        awaitQuickAdd(() => setIsOpen(false));
        setIsOpen(true);
      }}
      className="bleed-focus flex h-10 w-full items-center gap-3 rounded-lg px-3 text-start text-ink-faint transition-colors duration-(--quick) hover:bg-hover hover:text-ink"
    >
      <Plus size={18} className="text-accent" aria-hidden />
      {m.tasks.add}
    </button>
  );
}
