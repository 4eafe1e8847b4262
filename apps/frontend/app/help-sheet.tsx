import { Modal } from "../ui/dialog.tsx";
import { Key } from "../ui/states.tsx";

const groups: readonly { name: string; keys: readonly (readonly [readonly string[], string])[] }[] =
  [
    {
      name: "Everywhere",
      keys: [
        [["q"], "Add a task"],
        [["/"], "Search"],
        [["?"], "Show these keys"],
        [["Esc"], "Close what is open"],
      ],
    },
    {
      name: "While adding",
      keys: [
        [["#home"], "Add a tag"],
        [["!high"], "Set the priority"],
        [["Enter"], "Add, and go on with the next"],
      ],
    },
    {
      name: "In a list",
      keys: [
        [["↓", "j"], "Next task"],
        [["↑", "k"], "Previous task"],
        [["Enter"], "Open the task"],
        [["Space", "x"], "Complete or reopen"],
        [["e"], "Edit the title in place"],
        [["Delete"], "Move to trash"],
      ],
    },
  ];

/** All keys, on one sheet. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  return (
    <Modal open onClose={onClose} title="Keyboard">
      <div className="gap-x-10 px-6 pb-3 sm:columns-2">
        {groups.map((group) => (
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
