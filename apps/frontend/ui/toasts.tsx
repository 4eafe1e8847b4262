import { useEffect, type MouseEvent } from "react";
import { toast, Toaster } from "sonner";
import { provideToaster } from "../lib/toast.ts";

const looks = {
  toast:
    // Two buttons stand below what they are about, which has the whole width then.
    "flex w-full items-center gap-4 rounded-xl border border-line bg-surface py-3 pe-3 ps-4 font-sans text-sm text-ink shadow-popup has-[[data-cancel]]:flex-wrap has-[[data-cancel]]:justify-end has-[[data-cancel]]:gap-y-1 has-[[data-cancel]]:*:data-content:basis-full sm:w-[356px]",
  content: "min-w-0 grow",
  title: "font-medium",
  description: "line-clamp-2 wrap-anywhere text-ink-soft",
  icon: "shrink-0 text-danger",
  actionButton:
    "h-8 shrink-0 rounded-lg px-2.5 font-medium text-accent hover:bg-hover pointer-coarse:h-11",
  cancelButton:
    "h-8 shrink-0 rounded-lg px-2.5 text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:h-11",
};

/** What is told in passing, in a corner; a live region for screen readers. */
export function Toasts() {
  useEffect(() => provideToaster(toast), []);
  return (
    <div role="presentation" onMouseDown={keepFocus}>
      <Toaster
        position="bottom-center"
        visibleToasts={3}
        offset={{ bottom: "calc(20px + var(--sign-height))" }}
        mobileOffset={{ bottom: "calc(76px + var(--sign-height))", left: 12, right: 12 }}
        gap={8}
        toastOptions={{ unstyled: true, classNames: looks }}
      />
    </div>
  );
}

/**
 * A press leaves the focus where it is. The toaster would give it back when it is empty, taking it from
 * wherever it has gone since: what is typed next would change another task.
 */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
