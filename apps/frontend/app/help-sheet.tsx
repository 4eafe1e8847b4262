import { m } from "../messages/all-messages.ts";
import { Modal } from "../ui/dialog.tsx";
import { controlName, Keys } from "./key-names.tsx";
import { keyTable } from "./key-table.ts";

type Entry = { words: string } & ({ keys: readonly string[] } | { how: string });

/** What a row of the sheet says, and in which group; the groups of the key table come from it. */
function groups(): { name: string; entries: Entry[] }[] {
  const { everywhere, list } = m.keyboard.actions;
  return [
    {
      name: m.keyboard.everywhere,
      entries: [
        ...entriesOf(keyTable.everywhere, everywhere),
        { keys: ["Escape"], words: m.keyboard.closeOpen },
      ],
    },
    {
      name: m.keyboard.whileAdding,
      entries: [
        { keys: ["#"], words: m.keyboard.addTag },
        { keys: ["!"], words: m.keyboard.setPriority },
        { keys: ["Backspace"], words: m.keyboard.takeBack },
        { keys: ["Enter"], words: m.keyboard.addAndNext },
      ],
    },
    {
      name: m.keyboard.byPointer,
      entries: m.keyboard.pointer.map(({ words, how }) => ({ words, how: how(controlName()) })),
    },
    { name: m.keyboard.inList, entries: entriesOf(keyTable.list, list) },
  ];
}

function entriesOf<Action extends string>(
  table: Record<Action, readonly string[]>,
  words: Record<Action, string>,
): Entry[] {
  const actions = Object.keys(table) as Action[];
  return actions.map((action) => ({ keys: table[action], words: words[action] }));
}

/** All keys, and what mouse and fingers do besides, on one sheet. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  return (
    <Modal open onClose={onClose} title={m.keyboard.title}>
      <div className="gap-x-10 px-6 pb-3 sm:columns-2">
        {groups().map(({ name, entries }) => (
          <section key={name} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 text-xs font-medium text-ink-faint">{name}</h3>
            <dl>
              {entries.map((entry) => (
                <div
                  key={entry.words}
                  className="flex min-h-8 break-inside-avoid items-center justify-between gap-3 text-sm"
                >
                  <dt>{entry.words}</dt>
                  <dd className="shrink-0">
                    {"keys" in entry ? (
                      <Keys keys={entry.keys} />
                    ) : (
                      <span className="text-ink-faint">{entry.how}</span>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
