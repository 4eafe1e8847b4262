import { useState } from "react";
import { Link } from "wouter";
import { formText } from "../../lib/form-text.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { AccountFrame, FormError, textLink } from "./account-frame.tsx";
import { accountMessage } from "./account-message.ts";
import { requestPasswordReset } from "./accounts-api.ts";
import { m } from "../../messages/all-messages.ts";

/** Asks for a link to set a new password. The answer does not tell whether the address is known. */
export function ForgotPasswordPage() {
  const [error, setError] = useState<string>();
  const [sentTo, setSentTo] = useState<string>();

  async function submit(email: string): Promise<void> {
    setError(undefined);
    try {
      await requestPasswordReset(email);
      setSentTo(email);
    } catch (cause) {
      setError(accountMessage(cause));
    }
  }

  return (
    <AccountFrame
      title={m.accounts.forgot}
      lead={sentTo ? m.accounts.linkSent(sentTo) : m.accounts.sendLead}
    >
      {!sentTo && (
        <form
          className="mb-5 grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit(formText(new FormData(event.currentTarget), "email").trim());
          }}
        >
          <TextField
            label={m.accounts.email}
            name="email"
            type="email"
            autoComplete="email"
            required
            autoFocus
          />
          <FormError>{error}</FormError>
          <Button type="submit" look="primary" className="mt-1 h-11">
            {m.accounts.sendLink}
          </Button>
        </form>
      )}
      <Link to="/sign-in" className={`${textLink} text-sm`}>
        {m.accounts.backToSignIn}
      </Link>
    </AccountFrame>
  );
}
