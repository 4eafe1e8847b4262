import { useState } from "react";
import { formText } from "../../lib/form-text.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormError } from "../accounts/account-frame.tsx";
import { accountMessage } from "../accounts/account-message.ts";
import { useHasPassword } from "./use-has-password.ts";

type PasswordFormProps = {
  submit: string;
  isDanger?: boolean;
  onSubmit: (password: string) => Promise<void>;
  onCancel: () => void;
};

/** Asks for the password once more, where there is one, before something that a borrowed laptop should not do. */
export function PasswordForm({ submit, isDanger = false, onSubmit, onCancel }: PasswordFormProps) {
  const hasPassword = useHasPassword();
  const [error, setError] = useState<string>();
  const [isSending, setIsSending] = useState(false);

  async function send(password: string): Promise<void> {
    setError(undefined);
    setIsSending(true);
    try {
      await onSubmit(password);
    } catch (cause) {
      setError(accountMessage(cause));
      setIsSending(false);
    }
  }

  return (
    <form
      className="rise mt-4 grid gap-3 rounded-xl bg-hover p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send(formText(new FormData(event.currentTarget), "password"));
      }}
    >
      {hasPassword ? (
        <TextField
          label={m.accounts.currentPassword}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          autoFocus
        />
      ) : (
        <p className="text-sm text-pretty">{m.accounts.noPassword}</p>
      )}
      <FormError>{error}</FormError>
      <div className="flex gap-2">
        <Button type="submit" look={isDanger ? "danger" : "primary"} disabled={isSending}>
          {submit}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {m.common.cancel}
        </Button>
      </div>
    </form>
  );
}
