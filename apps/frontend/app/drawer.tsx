import { Modal } from "../ui/dialog.tsx";
import { SidebarContent } from "./sidebar.tsx";

/** The sidebar of a phone. */
export function Drawer({ onClose }: { onClose: () => void }) {
  return (
    <Modal open onClose={onClose} title="Menu" hasHeader={false} shape="drawer">
      <SidebarContent />
    </Modal>
  );
}
