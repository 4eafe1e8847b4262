import type { Priority } from "@pakaura/contract/task";

/** Priorities as they are offered: what matters most comes first. */
export const priorityOrder: readonly Priority[] = ["urgent", "high", "medium", "low", "none"];

export const priorityColours: Record<Priority, string> = {
  none: "text-ink-faint",
  low: "text-low",
  medium: "text-medium",
  high: "text-high",
  urgent: "text-urgent",
};

const bars: Record<Priority, number> = { none: 0, low: 1, medium: 2, high: 3, urgent: 3 };

/** Three bars beside each other, each higher than the one before, with rounded corners. */
const barPaths = [0, 1, 2].map((bar) => {
  const side = 2.5 + bar * 3.5;
  return `M${3 + bar * 4.5} ${9.5 - bar * 3.5}h1a1 1 0 0 1 1 1v${side}a1 1 0 0 1-1 1h-1a1 1 0 0 1-1-1v-${side}a1 1 0 0 1 1-1z`;
});

/** Bars that rise with the priority: its shape tells it without its colour. */
export function PriorityIcon({ priority, size = 16 }: { priority: Priority; size?: number }) {
  if (priority === "urgent") {
    return (
      <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden className="text-urgent">
        <rect x="1.5" y="1.5" width="13" height="13" rx="3.5" fill="currentColor" />
        <path
          d="M8 4.5v4.2M8 11.3v.2"
          stroke="var(--surface)"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      </svg>
    );
  }
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden
      className={priorityColours[priority]}
    >
      <path d={barPaths.slice(0, bars[priority]).join("")} fill="currentColor" />
      {bars[priority] < barPaths.length && (
        <path d={barPaths.slice(bars[priority]).join("")} fill="currentColor" opacity="0.28" />
      )}
    </svg>
  );
}
