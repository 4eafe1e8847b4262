import { useMutation } from "@tanstack/react-query";
import { formText } from "../../lib/form-text.ts";
import { tell } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormError } from "../accounts/account-frame.tsx";
import { accountMessage } from "../accounts/account-message.ts";
import { changePassword } from "../accounts/accounts-api.ts";
import { Section } from "./section.tsx";
import { m } from "../../messages/messages.ts";

/** A new password; every other session ends with the old one. */
export function PasswordSection() {
  const { mutate, error, isPending } = useMutation({
    mutationFn: ({ current, next }: { current: string; next: string }) =>
      changePassword(current, next),
  });
  return (
    <Section title={m.settings.password.title} lead={m.settings.password.lead}>
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const data = new FormData(form);
          mutate(
            { current: formText(data, "current"), next: formText(data, "next") },
            {
              onSuccess: () => {
                form.reset();
                tell(m.settings.password.changed);
              },
            },
          );
        }}
      >
        <TextField
          label={m.accounts.currentPassword}
          name="current"
          type="password"
          autoComplete="current-password"
          required
        />
        <TextField
          label={m.accounts.newPassword}
          name="next"
          type="password"
          autoComplete="new-password"
          minLength={8}
          maxLength={128}
          required
        />
        <div className="grid justify-items-start gap-3 sm:col-span-2">
          <FormError>{error && accountMessage(error)}</FormError>
          <Button type="submit" disabled={isPending}>
            {m.accounts.changePassword}
          </Button>
        </div>
      </form>
    </Section>
  );
}
