import { useId } from "react";

type SwitchProps = { label: string; hint?: string; isOn: boolean; onTurn: (on: boolean) => void };

/** Something that is on or off, and changes at once. */
export function Switch({ label, hint, isOn, onTurn }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-4">
      <div className="min-w-0 grow text-sm">
        <label htmlFor={id} id={`${id}-label`} className="block py-1 font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-ink-faint text-pretty">
            {hint}
          </p>
        )}
      </div>
      <button
        id={id}
        type="button"
        role="switch"
        aria-labelledby={`${id}-label`}
        aria-checked={isOn}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onClick={() => onTurn(!isOn)}
        className="group flex h-7 shrink-0 items-center pointer-coarse:size-11 pointer-coarse:justify-center"
      >
        <span
          className={`flex h-5 w-9 items-center rounded-full border p-0.5 transition-colors duration-(--quick) ${
            isOn ? "justify-end border-accent bg-accent" : "border-edge bg-surface"
          }`}
        >
          <span className={`size-3.5 rounded-full ${isOn ? "bg-on-accent" : "bg-edge"}`} />
        </span>
      </button>
    </div>
  );
}
