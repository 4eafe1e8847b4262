import type { Task } from "@pakaura/contract/task";
import { Piece } from "../../app/piece.tsx";
import { lazyPart } from "../../lib/lazy-part.tsx";
import { m } from "../../messages/messages.ts";
import type { DueContext } from "./due-words.ts";
import type { Heading } from "./group-tasks.ts";

const RescheduleAll = lazyPart(
  async () => (await import("../bulk/reschedule-all.tsx")).RescheduleAll,
);

type ListHeadingProps = {
  place: object;
  heading: Heading;
  context: DueContext;
  /** A task is held over the day. */
  isTarget: boolean;
  tasks: () => readonly Task[];
};

/** The heading over a day, or over what is overdue. */
export function ListHeading({ place, heading, context, isTarget, tasks }: ListHeadingProps) {
  const { group, name, date, day, count } = heading;
  return (
    <div
      {...place}
      role="row"
      data-day={day ?? ""}
      className="absolute inset-x-1 top-0 sm:inset-x-6"
    >
      <div role="rowheader" aria-label={[name, date].filter(Boolean).join(", ")}>
        <div
          className={`mx-3 flex min-h-13 items-end border-b pb-1.5 text-sm transition-colors duration-(--quick) ${
            isTarget ? "border-accent text-accent" : "border-line"
          }`}
        >
          <h2 className="flex items-baseline gap-2 font-semibold">
            <span
              className={group === "overdue" ? "text-danger" : count === 0 ? "text-ink-soft" : ""}
            >
              {name}
            </span>
            <span className="font-normal text-ink-faint">{date}</span>
          </h2>
          {group === "overdue" && (
            <Piece>
              <RescheduleAll heading={heading} tasks={tasks} context={context} />
            </Piece>
          )}
          {group === "day" && count === 0 && (
            <span className="ms-auto text-ink-faint">{m.views.free}</span>
          )}
        </div>
      </div>
    </div>
  );
}
