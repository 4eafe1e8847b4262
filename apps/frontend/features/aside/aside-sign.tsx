import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { outbox } from "../../app/client.ts";
import { useStore } from "../../lib/store.ts";
import { m } from "../../messages/all-messages.ts";
import { Modal } from "../../ui/dialog.tsx";
import { AsideList } from "./aside-list.tsx";

/** A line at the foot of the page while changes are set aside, and what leads to them. */
export function AsideSign({ look }: { look: string }) {
  const aside = useStore(outbox.aside);
  const [isOpen, setIsOpen] = useState(false);
  if (aside.length === 0) return null;
  return (
    <>
      <p className={`${look} bg-surface text-ink-soft`}>
        <TriangleAlert size={14} className="shrink-0" aria-hidden />
        <span>{m.aside.sign(aside.length)}</span>
        <button
          type="button"
          className="pointer-events-auto font-medium text-accent hover:underline pointer-coarse:min-h-11"
          onClick={() => setIsOpen(true)}
        >
          {m.aside.show}
        </button>
      </p>
      <Modal open={isOpen} onClose={() => setIsOpen(false)} title={m.aside.title}>
        <AsideList operations={aside} />
      </Modal>
    </>
  );
}
