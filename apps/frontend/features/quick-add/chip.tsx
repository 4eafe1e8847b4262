import { X } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";

const shape =
  "inline-flex h-8 max-w-full min-w-0 items-center rounded-full border text-sm transition-colors duration-(--quick) pointer-coarse:h-11.5";

/** The look of the button in a chip. */
export const chipButton = "flex h-full min-w-0 items-center gap-1.5 rounded-full px-3";

type ChipProps = {
  isOn: boolean;
  /** What it says may not be meant. */
  isDoubtful?: boolean;
  /** Takes the value away; the chip shows a button for it. */
  onTakeBack?: (() => void) | undefined;
  takeBackLabel?: string;
  children: ReactNode;
};

/** One fact about the task that is being written, with a way to take it back. */
export function Chip({ isOn, isDoubtful = false, onTakeBack, takeBackLabel, children }: ChipProps) {
  function press(event: KeyboardEvent): void {
    if (!["Backspace", "Delete", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    onTakeBack?.();
  }
  const look = isOn
    ? "border-accent/50 bg-accent-soft text-accent"
    : "border-line text-ink-soft hover:border-line-strong";
  const doubtful = "border-danger/50 bg-danger-soft text-danger";
  return (
    <span
      className={`${shape} ${isDoubtful ? doubtful : look} ${onTakeBack ? "*:first:pe-1" : ""}`}
    >
      {children}
      {onTakeBack && (
        <button
          type="button"
          aria-label={takeBackLabel}
          title={takeBackLabel}
          onClick={onTakeBack}
          onKeyDown={press}
          className="me-1 flex size-6 shrink-0 items-center justify-center rounded-full hover:bg-accent/15 pointer-coarse:size-11"
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </span>
  );
}
