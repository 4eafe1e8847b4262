import { useState, type ReactNode } from "react";
import { m } from "../messages/messages.ts";
import { Button } from "./button.tsx";

type NoticeProps = { title: string; text: string; children?: ReactNode };

/** A message at the foot of the page that stays until it is closed, and needs nothing that is loaded later. */
export function Notice({ title, text, children }: NoticeProps) {
  const [isClosed, setIsClosed] = useState(false);
  if (isClosed) return null;
  return (
    <div
      role="alert"
      className="rise pointer-events-auto fixed inset-x-3 bottom-20 z-50 mx-auto max-w-md rounded-xl border border-line bg-surface p-4 text-sm shadow-popup sm:bottom-5"
    >
      <p className="font-medium">{title}</p>
      <p className="mb-3 line-clamp-4 text-ink-soft wrap-anywhere">{text}</p>
      <div className="flex gap-2">
        {children}
        <Button look="quiet" onClick={() => setIsClosed(true)}>
          {m.common.close}
        </Button>
      </div>
    </div>
  );
}
