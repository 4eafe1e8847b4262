import type { SavedFilter } from "@pakaura/contract/filter";
import { ArrowDown, ArrowUp, Ellipsis, Pencil, Save, Trash2 } from "lucide-react";
import { useState, type FormEvent } from "react";
import { goTo } from "../../lib/go-to.ts";
import { m } from "../../messages/all-messages.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Modal } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { ActionMenu, MenuEntry, MenuLine, Popup } from "../../ui/popup.tsx";
import { deleteFilter, isNameTaken, updateFilter, useSavedFilters } from "./saved-filters.ts";

export type Saved = Pick<SavedFilter, "id" | "name" | "query" | "position">;

/** What can be done with a saved filter as such. */
export function FilterMenu({ saved }: { saved: Saved }) {
  const { filters } = useSavedFilters();
  const [isRenaming, setIsRenaming] = useState(false);
  const filter = filters.find(({ id }) => id === saved.id);
  if (!filter) return null;
  return (
    <>
      <ActionMenu
        trigger={
          <IconButton label={m.filters.more}>
            <Ellipsis size={17} aria-hidden />
          </IconButton>
        }
      >
        <MenuEntry onClick={() => setIsRenaming(true)}>
          <Pencil size={15} aria-hidden />
          {m.filters.rename}
        </MenuEntry>
        {filter.position > 0 && (
          <MenuEntry onClick={() => updateFilter(filter.id, { position: filter.position - 1 })}>
            <ArrowUp size={15} aria-hidden />
            {m.filters.moveUp}
          </MenuEntry>
        )}
        {filter.position < filters.length - 1 && (
          <MenuEntry onClick={() => updateFilter(filter.id, { position: filter.position + 1 })}>
            <ArrowDown size={15} aria-hidden />
            {m.filters.moveDown}
          </MenuEntry>
        )}
        <MenuLine />
        <MenuEntry
          onClick={() => {
            deleteFilter(filter);
            goTo(`/filter?filter=${encodeURIComponent(filter.query)}`);
          }}
        >
          <Trash2 size={15} aria-hidden />
          {m.filters.delete}
        </MenuEntry>
      </ActionMenu>
      {isRenaming && (
        <Modal open onClose={() => setIsRenaming(false)} title={m.filters.rename}>
          <NameForm
            className="px-6 pb-6"
            name={filter.name}
            isTaken={(name) => isNameTaken(name, filter.id)}
            onName={(name) => {
              if (name !== filter.name) updateFilter(filter.id, { name });
              setIsRenaming(false);
            }}
          />
        </Modal>
      )}
    </>
  );
}

type NameFilterProps = { isDisabled: boolean; onName: (name: string) => void };

/** Asks for the name under which a query is saved. */
export function NameFilter({ isDisabled, onName }: NameFilterProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popup
      label={m.filters.saveAs}
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button look="primary" disabled={isDisabled}>
          <Save size={15} aria-hidden />
          {m.common.save}
        </Button>
      }
    >
      <NameForm
        className="w-72 max-w-full p-4"
        name=""
        isTaken={isNameTaken}
        onName={(name) => {
          setIsOpen(false);
          onName(name);
        }}
      />
    </Popup>
  );
}

type NameFormProps = {
  className: string;
  name: string;
  isTaken: (name: string) => boolean;
  onName: (name: string) => void;
};

function NameForm({ className, name, isTaken, onName }: NameFormProps) {
  const [error, setError] = useState<string>();

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const value = new FormData(event.currentTarget).get("name");
    const wanted = typeof value === "string" ? value.trim() : "";
    if (wanted === "") return;
    if (isTaken(wanted)) setError(m.filters.nameTaken);
    else onName(wanted);
  }

  return (
    <form className={`grid gap-3 ${className}`} onSubmit={submit}>
      <TextField
        label={m.common.name}
        name="name"
        defaultValue={name}
        maxLength={60}
        autoComplete="off"
        error={error}
        onChange={() => setError(undefined)}
      />
      <Button type="submit" look="primary">
        {m.common.save}
      </Button>
    </form>
  );
}
