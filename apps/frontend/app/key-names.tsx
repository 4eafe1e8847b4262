import { isMac } from "../lib/is-mac.ts";
import { m } from "../messages/all-messages.ts";
import { Key } from "../ui/states.tsx";

/** The key that goes with letters and clicks. */
export function controlName(): string {
  return isMac ? "⌘" : m.keyboard.control;
}

/** A key as it is printed on a keyboard. */
function nameOf(key: string): string {
  const names: Record<string, string> = {
    ArrowDown: "↓",
    ArrowUp: "↑",
    Backspace: "⌫",
    Delete: m.keyboard.delete,
    End: m.keyboard.end,
    Enter: m.keyboard.enter,
    Escape: m.keyboard.escape,
    Home: m.keyboard.home,
    Mod: controlName(),
    " ": m.keyboard.space,
  };
  return names[key] ?? key;
}

/** The keys of one action, as the key table writes them; of several the first ones. */
export function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      {keys.map((key) => (
        <span key={key} className="flex gap-0.5">
          {parts(key).map((part) => (
            <Key key={part}>{nameOf(part)}</Key>
          ))}
        </span>
      ))}
    </span>
  );
}

function parts(key: string): string[] {
  return key === " " ? [key] : key.split(/[+ ]/u);
}
