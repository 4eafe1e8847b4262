import { Modal } from "../ui/dialog.tsx";
import { Key } from "../ui/states.tsx";
import { m } from "../messages/messages.ts";

type Group = { name: string; keys: readonly (readonly [readonly string[], string])[] };

function groups(): readonly Group[] {
  const { keyboard } = m;
  return [
    {
      name: keyboard.everywhere,
      keys: [
        [["q"], m.quickAdd.heading],
        [["/"], keyboard.search],
        [["?"], keyboard.showKeys],
        [[keyboard.escape], keyboard.closeOpen],
      ],
    },
    {
      name: keyboard.whileAdding,
      keys: [
        [["#home"], keyboard.addTag],
        [["!high"], keyboard.setPriority],
        [[keyboard.enter], keyboard.addAndNext],
      ],
    },
    {
      name: keyboard.inList,
      keys: [
        [["↓", "j"], keyboard.next],
        [["↑", "k"], keyboard.previous],
        [[keyboard.enter], keyboard.open],
        [[keyboard.space, "x"], keyboard.toggle],
        [["e"], keyboard.edit],
        [[keyboard.delete], keyboard.trash],
      ],
    },
  ];
}

/** All keys, on one sheet. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  return (
    <Modal open onClose={onClose} title={m.keyboard.title}>
      <div className="gap-x-10 px-6 pb-3 sm:columns-2">
        {groups().map((group) => (
          <section key={group.name} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 text-xs font-medium text-ink-faint">{group.name}</h3>
            <dl>
              {group.keys.map(([keys, meaning]) => (
                <div key={meaning} className="flex h-8 items-center justify-between text-sm">
                  <dt>{meaning}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key) => (
                      <Key key={key}>{key}</Key>
                    ))}
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
