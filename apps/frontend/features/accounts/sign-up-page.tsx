import { useState } from "react";
import { Link, useLocation } from "wouter";
import { formText } from "../../lib/form-text.ts";
import { session } from "../../app/client.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { AccountFrame, FormError, textLink } from "./account-frame.tsx";
import { signUp } from "./accounts-api.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { otherFault } from "./password-fault.ts";
import { useSignInOptions } from "./sign-in-options.ts";
import { SingleSignOnButton } from "./single-sign-on-button.tsx";
import { m } from "../../messages/all-messages.ts";

/** A new account. The browser's time zone comes with it. */
export function SignUpPage() {
  const [, navigate] = useLocation();
  const [error, setError] = useState<unknown>();
  const [isSending, setIsSending] = useState(false);
  const [sentTo, setSentTo] = useState<string>();
  const { password: hasPasswords, single_sign_on: singleSignOn } = useSignInOptions();

  async function submit(form: FormData): Promise<void> {
    setIsSending(true);
    setError(undefined);
    try {
      const email = formText(form, "email").trim();
      const name = formText(form, "name").trim();
      const answer = await signUp({ name, email, password: formText(form, "password") });
      if (answer.waitsForMail) {
        setSentTo(email);
        setIsSending(false);
        return;
      }
      await session.end("keep");
      navigate("/", { replace: true });
    } catch (cause) {
      setError(cause);
      setIsSending(false);
    }
  }

  if (sentTo !== undefined) {
    return (
      <AccountFrame title={m.accounts.checkMail} lead={m.accounts.mailSent(sentTo)}>
        <p className="flex flex-wrap justify-between gap-2 text-sm">
          <Link to="/sign-in" className={textLink}>
            {m.accounts.backToSignIn}
          </Link>
          <button type="button" className={textLink} onClick={() => setSentTo(undefined)}>
            {m.accounts.anotherAddress}
          </button>
        </p>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame
      title={m.accounts.createTitle}
      lead={
        <>
          {m.accounts.haveOne}{" "}
          <Link to="/sign-in" className={textLink}>
            {m.accounts.signIn}
          </Link>
        </>
      }
    >
      {hasPasswords && (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit(new FormData(event.currentTarget));
          }}
        >
          <TextField
            label={m.accounts.name}
            name="name"
            autoComplete="name"
            required
            maxLength={100}
            autoFocus
          />
          <TextField
            label={m.accounts.email}
            name="email"
            type="email"
            autoComplete="email"
            required
          />
          <NewPasswordField label={m.accounts.password} name="password" error={error} />
          <FormError>{otherFault(error)}</FormError>
          <Button type="submit" look="primary" className="mt-1 h-11" disabled={isSending}>
            {m.accounts.createAccount}
          </Button>
        </form>
      )}
      {singleSignOn?.sign_up && (
        <SingleSignOnButton name={singleSignOn.name} next="/" isSecond={hasPasswords} />
      )}
    </AccountFrame>
  );
}
