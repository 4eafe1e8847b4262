import { useEffect, useRef } from "react";
import { Modal } from "../ui/dialog.tsx";
import { SidebarContent } from "./sidebar.tsx";
import { m } from "../messages/messages.ts";

/** The sidebar of a phone; it closes when it has led somewhere. */
export function Drawer({ path, onClose }: { path: string; onClose: () => void }) {
  const openedAt = useRef(path);
  useEffect(() => {
    if (path !== openedAt.current) onClose();
  }, [path, onClose]);
  return (
    <Modal open onClose={onClose} title={m.navigation.menu} hasHeader={false} shape="drawer">
      <SidebarContent />
    </Modal>
  );
}
