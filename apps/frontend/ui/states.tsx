import type { LucideIcon } from "lucide-react";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { messageOf } from "../lib/api.ts";
import { Button } from "./button.tsx";
import { m } from "../messages/messages.ts";

type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  /** `h1` where the page has no other name. */
  heading?: "h1" | "h2";
  children?: ReactNode;
};

/** What a place says when there is nothing in it. */
export function EmptyState(props: EmptyStateProps) {
  const { icon: Icon, title, heading: Heading = "h2", children } = props;
  return (
    <div className="appear mx-auto flex max-w-sm flex-col items-center px-6 py-20 text-center">
      <span className="mb-5 flex size-12 items-center justify-center rounded-2xl bg-accent-soft text-accent">
        <Icon size={22} strokeWidth={1.75} aria-hidden />
      </span>
      <Heading className="text-lg font-semibold">{title}</Heading>
      <div className="mt-1.5 text-ink-soft text-balance">{children}</div>
    </div>
  );
}

type ErrorStateProps = {
  error: unknown;
  onRetry: () => void;
  title?: string;
  /** The name of the button for another try. */
  retry?: string;
  /** What else can be done. */
  children?: ReactNode;
};

/** What a place says when it could not be loaded, with another try. */
export function ErrorState(props: ErrorStateProps) {
  const { error, onRetry, title = m.errors.notLoaded, retry = m.common.tryAgain, children } = props;
  return (
    <div
      role="alert"
      className="mx-auto flex max-w-sm flex-col items-center px-6 py-20 text-center"
    >
      <span className="mb-5 flex size-12 items-center justify-center rounded-2xl bg-danger-soft text-danger">
        <CircleAlert size={22} strokeWidth={1.75} aria-hidden />
      </span>
      <h2 className="text-lg font-semibold">{title}</h2>
      <p className="mt-1.5 mb-5 text-ink-soft wrap-anywhere">{messageOf(error)}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button onClick={onRetry}>{retry}</Button>
        {children}
      </div>
    </div>
  );
}

/** Grey lines in the shape of what is coming; seen only when it takes longer than 200 ms. */
export function SkeletonRows({ count = 8 }: { count?: number }) {
  return (
    <div role="status" aria-label={m.common.loading} className="skeleton px-3">
      {Array.from({ length: count }, (_, index) => (
        <div
          key={index}
          className="flex min-h-(--row-touch) items-center gap-3 border-b border-line/60 sm:min-h-(--row)"
        >
          <span className="size-[18px] rounded-full bg-pressed" />
          <span
            className="h-3 rounded bg-pressed"
            style={{ width: `${32 + ((index * 37) % 40)}%` }}
          />
        </div>
      ))}
    </div>
  );
}

/** A page whose code or data is still coming: its heading, and lines. */
export function PageSkeleton() {
  return (
    <div className="mx-auto min-h-0 w-full max-w-3xl grow overflow-hidden px-4 pt-5 sm:px-9 sm:pt-8">
      <div className="skeleton mb-4 flex h-9 items-center">
        <span className="h-5 w-36 rounded bg-pressed" />
      </div>
      <div className="-mx-3">
        <SkeletonRows />
      </div>
    </div>
  );
}

/** A key of the keyboard. */
export function Key({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-surface px-1 font-sans text-xs text-ink-soft">
      {children}
    </kbd>
  );
}
