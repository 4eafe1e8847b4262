import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { ErrorBoundary } from "../lib/error-boundary.tsx";
import { m } from "../messages/messages.ts";
import { ErrorState } from "./states.tsx";

type ModalProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** False: the title is only for assistive technology. */
  hasHeader?: boolean;
  /** `sheet` fills a phone; `card` floats; `drawer` comes from the left. */
  shape?: "card" | "palette" | "sheet" | "drawer";
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
};

const shapes = {
  card: "rise fixed inset-x-3 top-[12vh] mx-auto max-h-[80vh] w-auto max-w-xl overflow-y-auto rounded-2xl border border-line bg-surface shadow-dialog",
  palette:
    "rise fixed inset-x-3 top-[12vh] mx-auto flex max-h-[min(30rem,76vh)] w-auto max-w-xl flex-col overflow-hidden rounded-2xl border border-line bg-surface shadow-dialog",
  sheet: "slide-up fixed inset-0 overflow-y-auto bg-canvas",
  drawer:
    "slide-in fixed inset-y-0 start-0 w-72 max-w-[85vw] overflow-y-auto bg-sidebar shadow-dialog",
} as const;

/** A window over the page: keeps the focus, closes by Escape, gives the focus back. */
export function Modal(props: ModalProps) {
  const { open, onClose, title, hasHeader = true, shape = "card", initialFocus, children } = props;
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="appear fixed inset-0 z-40 bg-(--backdrop)" />
        <Dialog.Popup
          className={`z-40 outline-none ${shapes[shape]}`}
          {...(initialFocus ? { initialFocus } : {})}
        >
          <div
            className={hasHeader ? "flex items-center justify-between py-4 pe-3 ps-6" : "sr-only"}
          >
            <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
            {hasHeader && (
              <Dialog.Close
                aria-label={m.common.close}
                className="inline-flex size-8 items-center justify-center rounded-lg text-ink-soft hover:bg-hover pointer-coarse:size-11"
              >
                <X size={17} aria-hidden />
              </Dialog.Close>
            )}
          </div>
          <ErrorBoundary fallback={(error, reset) => <ErrorState error={error} onRetry={reset} />}>
            {children}
          </ErrorBoundary>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
