import { areShortcutsOn, turnShortcuts } from "../../lib/shortcuts.ts";
import { useStore } from "../../lib/store.ts";
import { m } from "../../messages/all-messages.ts";
import { Switch } from "../../ui/switch.tsx";
import { Section } from "./section.tsx";

/** Whether single letters act on this device. */
export function ShortcutsSection() {
  const words = m.settings.shortcuts;
  return (
    <Section title={words.title} lead={words.lead}>
      <Switch
        label={words.letters}
        hint={words.lettersHint}
        isOn={useStore(areShortcutsOn)}
        onTurn={turnShortcuts}
      />
    </Section>
  );
}
