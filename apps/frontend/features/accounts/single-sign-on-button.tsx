import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { ProblemError } from "../../lib/api.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { FormError } from "./account-frame.tsx";
import { accountMessage } from "./account-message.ts";
import { startSingleSignOn } from "./accounts-api.ts";

type SingleSignOnButtonProps = {
  /** The operator's words, if they chose any. */
  name: string | null;
  /** Where to go when somebody is signed in: a path of ours. */
  next: string;
  /** Whether it stands below a form. */
  isSecond: boolean;
};

function startMessage(error: Error): string {
  const isAway = error instanceof ProblemError && error.code === "unavailable";
  return isAway ? m.accounts.providerAway : accountMessage(error);
}

/** Leads to the provider of single sign-on, or says why not. */
export function SingleSignOnButton({ name, next, isSecond }: SingleSignOnButtonProps) {
  const start = useMutation({
    mutationFn: () => startSingleSignOn(next),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <div className="grid gap-4">
      {isSecond && (
        <p className="flex items-center gap-3 text-sm text-ink-faint before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
          {m.accounts.or}
        </p>
      )}
      <FormError>{start.error && startMessage(start.error)}</FormError>
      <Button
        look={isSecond ? "plain" : "primary"}
        className="h-11 min-w-0"
        disabled={start.isPending || start.isSuccess}
        onClick={() => start.mutate()}
      >
        <KeyRound size={16} className="shrink-0" aria-hidden />
        <span className="truncate">{name ?? m.accounts.singleSignOn}</span>
      </Button>
    </div>
  );
}
