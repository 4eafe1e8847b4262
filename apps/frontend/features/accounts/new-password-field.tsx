import { useEffect, useRef } from "react";
import { m } from "../../messages/all-messages.ts";
import { TextField } from "../../ui/field.tsx";
import { passwordFault } from "./password-fault.ts";

type NewPasswordFieldProps = {
  label: string;
  name: string;
  /** The refusal of the form; what it has against the password is told here. */
  error: unknown;
  autoFocus?: boolean;
};

/** Where a password is chosen. It has the focus again when it was refused. */
export function NewPasswordField({ error, ...rest }: NewPasswordFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const fault = passwordFault(error);
  useEffect(() => {
    if (fault !== undefined) field.current?.focus();
  }, [error, fault]);
  return (
    <TextField
      ref={field}
      type="password"
      autoComplete="new-password"
      minLength={8}
      maxLength={128}
      required
      hint={m.accounts.passwordHint}
      error={fault}
      {...rest}
    />
  );
}
