import { useEffect, useRef } from "react";
import { useStore } from "../lib/store.ts";
import { Modal } from "../ui/dialog.tsx";
import { isAssistantOpen } from "./assistant-state.ts";
import { isPaletteOpen } from "./palette-state.ts";
import { isQuickAddOpen } from "./quick-add-state.ts";
import { SidebarContent } from "./sidebar.tsx";
import { m } from "../messages/messages.ts";

/** The sidebar of a phone; it closes when it has led somewhere. */
export function Drawer({ path, onClose }: { path: string; onClose: () => void }) {
  const openedAt = useRef(path);
  const isPaletteShown = useStore(isPaletteOpen);
  const isAdding = useStore(isQuickAddOpen);
  const isAsking = useStore(isAssistantOpen);
  useEffect(() => {
    if (path !== openedAt.current || isPaletteShown || isAdding || isAsking) onClose();
  }, [path, isPaletteShown, isAdding, isAsking, onClose]);
  return (
    <Modal open onClose={onClose} title={m.navigation.menu} hasHeader={false} shape="drawer">
      <SidebarContent />
    </Modal>
  );
}
