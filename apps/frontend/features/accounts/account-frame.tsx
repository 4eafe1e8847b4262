import { useEffect, type ReactNode } from "react";
import { Logo } from "../../app/logo.tsx";
import { m } from "../../messages/messages.ts";

type AccountFrameProps = { title: string; lead: ReactNode; children: ReactNode };

/** What the pages before signing in have in common. */
export function AccountFrame({ title, lead, children }: AccountFrameProps) {
  useEffect(() => {
    document.title = m.pageTitle(title);
  }, [title]);
  return (
    <main id="content" className="flex min-h-dvh flex-col items-center justify-center px-6 py-12">
      <div className="w-full max-w-[22rem]">
        <p className="flex items-center gap-3 text-lg font-semibold tracking-tight">
          <Logo size={40} />
          Pakaura
        </p>
        <h1 className="mt-6 text-xl font-semibold tracking-tight">{title}</h1>
        <div className="mt-1 mb-7 text-ink-soft">{lead}</div>
        {children}
      </div>
    </main>
  );
}

/** A refusal, above the button that was pressed. */
export function FormError({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
      {children}
    </p>
  );
}

export const textLink = "font-medium text-accent hover:underline";
