import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { TaskPart } from "./wanted-part.ts";

type PropertyProps = {
  icon: LucideIcon;
  name: string;
  part?: TaskPart;
  error?: string | undefined;
  children: ReactNode;
};

/** A field of a task: its name, what shows and changes it, and why a change was refused. */
export function Property({ icon: Icon, name, part, error, children }: PropertyProps) {
  return (
    <div className="grid grid-cols-[8rem_minmax(0,1fr)] items-start">
      <dt className="flex h-9 items-center gap-2.5 text-sm text-ink-faint pointer-coarse:h-11">
        <Icon size={15} strokeWidth={1.85} aria-hidden />
        {name}
      </dt>
      <dd data-part={part}>
        {children}
        {error && (
          <p role="alert" className="pb-1 text-sm text-danger">
            {error}
          </p>
        )}
      </dd>
    </div>
  );
}
