import { type ReactNode, useState } from "react";
import { Link, useLocation } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { formText } from "../../lib/form-text.ts";
import { session } from "../../app/client.ts";
import { useStore } from "../../lib/store.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { AccountFrame, FormError, textLink } from "./account-frame.tsx";
import { accountMessage, arrivalMessage } from "./account-message.ts";
import { signIn, verifyCode } from "./accounts-api.ts";
import { useSignInOptions } from "./sign-in-options.ts";
import { SingleSignOnButton } from "./single-sign-on-button.tsx";
import { m } from "../../messages/all-messages.ts";

/** Sign in, with the second factor where one is set. */
export function SignInPage() {
  const parameters = new URLSearchParams(useSearch());
  const asked = parameters.get("next");
  // Only an address of our own: `next` comes from the address bar.
  const next = asked && /^\/(?![/\\])/.test(asked) ? asked : "/";
  const options = useSignInOptions();
  const ended = parameters.has("ended");
  const kept = useStore(session.kept);
  const [, navigate] = useLocation();
  // Whoever comes from the provider brings what is left to be done, or what went wrong.
  const [needsCode, setNeedsCode] = useState(parameters.has("code"));
  const [error, setError] = useState(() => arrivalMessage(parameters.get("error")));
  const [isSending, setIsSending] = useState(false);
  const { single_sign_on: singleSignOn } = options;
  const hasForm = needsCode || options.password;

  async function submit(form: FormData): Promise<void> {
    setIsSending(true);
    setError(undefined);
    try {
      if (needsCode) await verifyCode(formText(form, "code").trim());
      else {
        const answer = await signIn({
          email: formText(form, "email").trim(),
          password: formText(form, "password"),
        });
        if (answer.needsCode) {
          setNeedsCode(true);
          setIsSending(false);
          return;
        }
      }
      await session.end("keep");
      navigate(next, { replace: true });
    } catch (cause) {
      setError(accountMessage(cause));
      setIsSending(false);
    }
  }

  function lead(): ReactNode {
    if (needsCode) return m.accounts.codeLead;
    if (kept > 0) return m.accounts.signedOutWithChanges(kept);
    if (parameters.has("confirmed")) return m.accounts.confirmed;
    if (ended) return m.accounts.signedOut;
    if (!options.password) return null;
    return (
      <>
        {m.accounts.newHere}{" "}
        <Link to="/sign-up" className={textLink}>
          {m.accounts.create}
        </Link>
      </>
    );
  }

  return (
    <AccountFrame title={needsCode ? m.accounts.enterCode : m.accounts.signIn} lead={lead()}>
      {hasForm ? (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit(new FormData(event.currentTarget));
          }}
        >
          {needsCode ? (
            <TextField
              key="code"
              label={m.accounts.code}
              name="code"
              autoComplete="one-time-code"
              required
              autoFocus
            />
          ) : (
            <>
              <TextField
                label={m.accounts.email}
                name="email"
                type="email"
                autoComplete="username"
                required
                autoFocus
              />
              <TextField
                label={m.accounts.password}
                name="password"
                type="password"
                autoComplete="current-password"
                required
              />
            </>
          )}
          <FormError>{error}</FormError>
          <Button type="submit" look="primary" className="mt-1 h-11" disabled={isSending}>
            {needsCode ? m.accounts.continue : m.accounts.signIn}
          </Button>
          {!needsCode && (
            <p className="flex flex-wrap justify-between gap-2 text-sm">
              <Link to="/forgot-password" className={textLink}>
                {m.accounts.forgot}
              </Link>
              {ended && (
                <Link to="/sign-up" className={textLink}>
                  {m.accounts.create}
                </Link>
              )}
            </p>
          )}
        </form>
      ) : (
        error && (
          <div className="mb-4">
            <FormError>{error}</FormError>
          </div>
        )
      )}
      {singleSignOn && !needsCode && (
        <SingleSignOnButton name={singleSignOn.name} next={next} isSecond={hasForm} />
      )}
    </AccountFrame>
  );
}
