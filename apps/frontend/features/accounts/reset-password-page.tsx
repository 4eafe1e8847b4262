import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "wouter";
import { useSearch } from "wouter/use-browser-location";
import { ProblemError } from "../../lib/api.ts";
import { formText } from "../../lib/form-text.ts";
import { tell } from "../../lib/toast.ts";
import { Button } from "../../ui/button.tsx";
import { AccountFrame, FormError, textLink } from "./account-frame.tsx";
import { readResetLink, resetPassword } from "./accounts-api.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { otherFault } from "./password-fault.ts";
import { m } from "../../messages/all-messages.ts";

/** Where the one-time link of a forgotten password leads. */
export function ResetPasswordPage() {
  const token = new URLSearchParams(useSearch()).get("token");
  const [, navigate] = useLocation();
  const link = useQuery({
    queryKey: ["reset-link", token],
    queryFn: token ? () => readResetLink(token) : skipToken,
    retry: false,
  });
  const reset = useMutation({
    mutationFn: (password: string) => resetPassword(password, token ?? ""),
    onSuccess: () => {
      tell(m.accounts.passwordChanged);
      navigate("/sign-in", { replace: true });
    },
  });
  const hasEnded = link.error instanceof ProblemError && link.error.code === "invalid_token";

  return (
    <AccountFrame title={m.accounts.resetTitle} lead={leadOf()}>
      {token && !hasEnded ? (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            reset.mutate(formText(new FormData(event.currentTarget), "password"));
          }}
        >
          <NewPasswordField
            label={m.accounts.newPassword}
            name="password"
            error={reset.error}
            autoFocus
          />
          <FormError>{otherFault(reset.error)}</FormError>
          <Button type="submit" look="primary" className="mt-1 h-11" disabled={reset.isPending}>
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

  function leadOf(): string {
    if (!token) return m.accounts.linkIncomplete;
    if (hasEnded) return m.accounts.linkEnded;
    return m.accounts.resetLead(link.data?.accessTokens ?? 0);
  }
}
