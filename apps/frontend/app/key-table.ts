/**
 * Every key of the app, by what it does. A key is the `key` of its event; "g t" is one after the other,
 * "Mod+k" goes with Ctrl, or with Cmd on a Mac. What binds keys and what shows them read this table.
 */
export const keyTable = {
  everywhere: {
    add: ["q"],
    assistant: ["a"],
    palette: ["Mod+k"],
    search: ["/"],
    undo: ["z", "Mod+z"],
    all: ["g a"],
    today: ["g t"],
    upcoming: ["g u"],
    completed: ["g c"],
    trash: ["g d"],
    activity: ["g h"],
    settings: ["g s"],
    help: ["?"],
  },
  list: {
    next: ["ArrowDown", "j"],
    previous: ["ArrowUp", "k"],
    first: ["Home"],
    last: ["End"],
    open: ["Enter"],
    toggle: [" "],
    select: ["x"],
    selectNext: ["Shift+ArrowDown", "J"],
    selectPrevious: ["Shift+ArrowUp", "K"],
    selectAll: ["Mod+a"],
    edit: ["e"],
    due: ["t"],
    priority: ["p"],
    tags: ["l"],
    reminder: ["r"],
    dayLater: ["Alt+ArrowDown"],
    dayEarlier: ["Alt+ArrowUp"],
    delete: ["Delete", "Backspace"],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

export type KeyGroup = keyof typeof keyTable;
export type KeyAction<Group extends KeyGroup> = keyof (typeof keyTable)[Group] & string;

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** How long the second key of two is waited for, in milliseconds. */
export const patienceMs = 1_200;

/** The name of a key press as the table writes it; null for what only holds others down. */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): string | null {
  if (["Shift", "Control", "Alt", "Meta"].includes(key)) return null;
  if (ctrlKey || metaKey) return `Mod+${key.toLowerCase()}`;
  if (altKey) return `Alt+${key}`;
  // A letter or sign is another one with Shift.
  return shiftKey && key.length > 1 ? `Shift+${key}` : key;
}

/** Reads the key presses of a group, one after the other; answers with what they ask for. */
export function createKeyReader<Group extends KeyGroup>(
  group: Group,
): (press: Press, nowMs: number) => KeyAction<Group> | "begun" | null {
  const actions = Object.entries<readonly string[]>(keyTable[group]);
  let first: { name: string; atMs: number } | null = null;
  return (press, nowMs) => {
    const name = nameOf(press);
    if (name === null) return null;
    const before = first !== null && nowMs - first.atMs < patienceMs ? `${first.name} ` : "";
    first = null;
    const found = actions.find(([, keys]) => keys.includes(before + name));
    if (found) return found[0] as KeyAction<Group>;
    const isFirst = actions.some(([, keys]) => keys.some((key) => key.startsWith(`${name} `)));
    if (!isFirst) return null;
    first = { name, atMs: nowMs };
    return "begun";
  };
}
