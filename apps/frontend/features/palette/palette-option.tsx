import { Keys } from "../../app/key-names.tsx";
import type { Command } from "./commands.ts";

type OptionProps = {
  id: string;
  command: Command;
  isActive: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

/** One line of the palette: chosen by the keys of its field, or by pointer. */
export function PaletteOption({ id, command, isActive, onPoint, onChoose }: OptionProps) {
  const Icon = command.icon;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerMove={onPoint}
      onPointerUp={onChoose}
      className={`flex min-h-9 cursor-pointer items-center gap-3 rounded-lg px-3 text-sm pointer-coarse:min-h-11 ${isActive ? "bg-hover" : ""}`}
    >
      <Icon size={15} strokeWidth={1.85} className="shrink-0 text-ink-soft" aria-hidden />
      <span className="min-w-0 grow truncate">{command.words}</span>
      {command.keys && (
        <span aria-hidden className="pointer-coarse:hidden">
          <Keys keys={command.keys.slice(0, 1)} />
        </span>
      )}
    </div>
  );
}
