import { useId, type ReactNode } from "react";

type ChoiceGroupProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; sign?: ReactNode }[];
  onChoose: (value: Value) => void;
};

/** One of a few, all of them in sight: radio buttons in a row. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { label, value, options, onChoose } = props;
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-(--control) cursor-pointer items-center gap-2 rounded-lg border border-line-strong px-3 text-sm text-ink-soft transition-colors duration-(--quick) hover:border-edge hover:text-ink has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
              className="sr-only"
            />
            {option.sign}
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
