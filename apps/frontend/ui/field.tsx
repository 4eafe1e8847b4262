import { useId, type ComponentProps } from "react";

export const inputLook =
  "h-(--field) w-full rounded-lg border border-edge bg-surface px-3 text-base text-ink transition-colors duration-(--quick) hover:border-ink-soft focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent aria-invalid:border-danger pointer-coarse:h-11";

type TextFieldProps = ComponentProps<"input"> & {
  label: string;
  error?: string | undefined;
  hint?: string;
};

/** A labelled text input with its hint and its error. */
export function TextField({ label, error, hint, ...rest }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={inputLook}
        {...rest}
      />
      {note && (
        <p
          id={`${id}-note`}
          className={`mt-1.5 text-sm ${error ? "text-danger" : "text-ink-faint"}`}
        >
          {note}
        </p>
      )}
    </div>
  );
}

type SelectFieldProps = ComponentProps<"select"> & {
  label: string;
  options: readonly { value: string; label: string }[];
};

/** A labelled choice. The platform's own list: right on a phone and by keyboard. */
export function SelectField({ label, options, ...rest }: SelectFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <select id={id} className={inputLook} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
