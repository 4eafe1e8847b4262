import type { Priority } from "@pakaura/contract/task";

const rings: Record<Priority, string> = {
  none: "border-edge text-ink-faint",
  low: "border-low text-low bg-low/8",
  medium: "border-medium text-medium bg-medium/8",
  high: "border-high text-high bg-high/8",
  urgent: "border-urgent text-urgent bg-urgent/10",
};

type CheckCircleProps = {
  checked: boolean;
  priority: Priority;
  label: string;
  onToggle: () => void;
  isTabStop?: boolean;
};

/** The circle that completes a task. Larger to the finger than to the eye. */
export function CheckCircle(props: CheckCircleProps) {
  const { checked, priority, label, onToggle, isTabStop = true } = props;
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={checked}
      aria-label={label}
      tabIndex={isTabStop ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      className="group/check -m-2 flex size-9 shrink-0 items-center justify-center rounded-full pointer-coarse:-m-3 pointer-coarse:size-11"
    >
      <svg
        viewBox="-3 -3 18 18"
        aria-hidden
        className={`size-[18px] rounded-full border-[1.5px] transition-colors duration-(--quick) ${
          checked ? "border-accent bg-accent text-on-accent" : rings[priority]
        }`}
      >
        <path
          d="M2 6.4l2.7 2.7L10 3.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
          className={
            checked
              ? "check-mark"
              : "opacity-0 transition-opacity duration-(--quick) group-hover/check:opacity-70"
          }
        />
      </svg>
    </button>
  );
}
