import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { formText } from "../../lib/form-text.ts";
import { tell } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { AccountFrame, FormError, textLink } from "./account-frame.tsx";
import { accountMessage } from "./account-message.ts";
import { resetPassword } from "./accounts-api.ts";
import { m } from "../../messages/messages.ts";

/** Where the one-time link of a forgotten password leads. */
export function ResetPasswordPage() {
  const token = new URLSearchParams(useSearch()).get("token");
  const [, navigate] = useLocation();
  const [error, setError] = useState<string>();

  async function submit(password: string): Promise<void> {
    setError(undefined);
    try {
      await resetPassword(password, token ?? "");
      tell(m.accounts.passwordChanged);
      navigate("/sign-in", { replace: true });
    } catch (cause) {
      setError(accountMessage(cause));
    }
  }

  return (
    <AccountFrame
      title={m.accounts.resetTitle}
      lead={token ? m.accounts.resetLead : m.accounts.linkIncomplete}
    >
      {token ? (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit(formText(new FormData(event.currentTarget), "password"));
          }}
        >
          <TextField
            label={m.accounts.newPassword}
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={8}
            maxLength={128}
            required
            autoFocus
            hint={m.accounts.passwordHint}
          />
          <FormError>{error}</FormError>
          <Button type="submit" look="primary" className="mt-1 h-11">
            {m.accounts.changePassword}
          </Button>
        </form>
      ) : (
        <Link to="/forgot-password" className={textLink}>
          {m.accounts.askForLink}
        </Link>
      )}
    </AccountFrame>
  );
}
