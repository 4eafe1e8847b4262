import { useEffect, useRef } from "react";
import { Modal } from "../ui/dialog.tsx";
import { SidebarContent } from "./sidebar.tsx";

/** The sidebar of a phone; it closes when it has led somewhere. */
export function Drawer({ path, onClose }: { path: string; onClose: () => void }) {
  const openedAt = useRef(path);
  useEffect(() => {
    if (path !== openedAt.current) onClose();
  }, [path, onClose]);
  return (
    <Modal open onClose={onClose} title="Menu" hasHeader={false} shape="drawer">
      <SidebarContent />
    </Modal>
  );
}
