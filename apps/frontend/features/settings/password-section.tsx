import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formText } from "../../lib/form-text.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { tell } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormError } from "../accounts/account-frame.tsx";
import { changePassword } from "../accounts/accounts-api.ts";
import { NewPasswordField } from "../accounts/new-password-field.tsx";
import { otherFault } from "../accounts/password-fault.ts";
import { RevokeTokensChoice } from "./revoke-tokens-choice.tsx";
import { Section } from "./section.tsx";
import { useHasPassword } from "./use-has-password.ts";
import { revokeTokens, useTokens } from "./use-tokens.ts";
import { m } from "../../messages/all-messages.ts";

/** A new password; every other session ends with the old one. */
export function PasswordSection() {
  const client = useQueryClient();
  const hasPassword = useHasPassword();
  const tokenCount = useTokens().data?.items.length ?? 0;
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (form: FormData) => {
      await changePassword(formText(form, "current"), formText(form, "next"));
      if (form.has("revoke-tokens")) await revokeTokens();
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.tokens }),
  });
  if (!hasPassword) return null;
  return (
    <Section title={m.settings.password.title} lead={m.settings.password.lead}>
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          mutate(new FormData(form), {
            onSuccess: () => {
              form.reset();
              tell(m.settings.password.changed);
            },
          });
        }}
      >
        <TextField
          label={m.accounts.currentPassword}
          name="current"
          type="password"
          autoComplete="current-password"
          required
        />
        <NewPasswordField label={m.accounts.newPassword} name="next" error={error} />
        <div className="grid justify-items-start gap-3 sm:col-span-2">
          <RevokeTokensChoice count={tokenCount} />
          <FormError>{otherFault(error)}</FormError>
          <Button type="submit" disabled={isPending}>
            {m.accounts.changePassword}
          </Button>
        </div>
      </form>
    </Section>
  );
}
