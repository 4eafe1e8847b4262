import { useState } from "react";
import { useLocation } from "wouter";
import { session } from "../../app/client.ts";
import { tell } from "../../lib/toast.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { deleteAccount } from "../accounts/accounts-api.ts";
import { PasswordForm } from "./password-form.tsx";
import { Section } from "./section.tsx";

/** The end: everything of this person goes, and nothing brings it back. */
export function DeleteAccountSection() {
  const words = m.settings.deletion;
  const [, navigate] = useLocation();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Section title={words.title} lead={words.lead}>
      {isAsking ? (
        <>
          <p className="text-sm text-pretty">{words.warning}</p>
          <PasswordForm
            submit={words.submit}
            isDanger
            onCancel={() => setIsAsking(false)}
            onSubmit={async (password) => {
              await deleteAccount(password);
              tell(words.deleted);
              navigate("/sign-up", { replace: true });
              await session.end("forget");
            }}
          />
        </>
      ) : (
        <Button look="danger" onClick={() => setIsAsking(true)}>
          {words.begin}
        </Button>
      )}
    </Section>
  );
}
