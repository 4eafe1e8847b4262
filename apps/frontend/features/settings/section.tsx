import type { ReactNode } from "react";

type SectionProps = { title: string; lead?: string; children: ReactNode };

/**
 * One subject of the settings: its name at the left, what can be set at the right. Out of view it is not laid out;
 * that cuts off what lies outside it, so it is wider by the frame of what has the focus.
 */
export function Section({ title, lead, children }: SectionProps) {
  return (
    <section
      aria-label={title}
      className="-mx-1 grid gap-x-10 gap-y-4 border-b border-line px-1 py-7 last:border-0 [contain-intrinsic-size:auto_13rem] [content-visibility:auto] md:grid-cols-[11rem_minmax(0,1fr)]"
    >
      <div>
        <h2 className="font-semibold">{title}</h2>
        {lead && <p className="mt-1 text-sm text-ink-faint text-pretty">{lead}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
