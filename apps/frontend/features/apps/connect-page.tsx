import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { messageOf, ProblemError } from "../../lib/api.ts";
import { appMessages } from "../../messages/app-messages.ts";
import { m } from "../../messages/messages.ts";
import { Button } from "../../ui/button.tsx";
import { answerApp, appKeys, readApp } from "./apps-api.ts";

/** The host of an address; null for what is none. */
function hostOf(text: string | null): string | null {
  return text !== null && URL.canParse(text) ? new URL(text).host : null;
}

/** Asks whether an app may get at the tasks: who asks, for what, and where it goes from here. */
export function ConnectPage() {
  const texts = appMessages();
  const { search } = window.location;
  const parameters = new URLSearchParams(search);
  const clientId = parameters.get("client_id");
  const isWhole = clientId !== null && parameters.has("sig");
  const app = useQuery({
    queryKey: appKeys.asking(clientId ?? ""),
    queryFn: ({ signal }) => readApp(clientId ?? "", signal),
    enabled: isWhole,
    retry: false,
  });
  const answer = useMutation({
    mutationFn: (accept: boolean) => answerApp(search.slice(1), accept),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  useEffect(() => {
    document.title = m.pageTitle(texts.connect);
  }, [texts]);

  const scopes = new Set((parameters.get("scope") ?? "").split(" "));
  const voucher = hostOf(clientId);
  const target = hostOf(parameters.get("redirect_uri"));
  const name = app.data?.client_name ?? voucher ?? clientId ?? "";
  const isUnknown = app.error instanceof ProblemError && app.error.status === 404;

  return (
    <main id="content" className="min-h-0 grow overflow-y-auto">
      <div className="mx-auto w-full max-w-md px-6 pt-12 pb-24">
        <h1 className="text-xl font-semibold tracking-tight">{texts.connect}</h1>
        {!isWhole && (
          <p role="alert" className="mt-4">
            {texts.incomplete}
          </p>
        )}
        {app.error && (
          <p role="alert" className="mt-4">
            {isUnknown ? texts.unknown : messageOf(app.error)}
          </p>
        )}
        {app.data && (
          <>
            <p className="mt-4 text-lg text-pretty">{texts.asks(name)}</p>
            <p className="mt-1 text-ink-soft text-pretty">
              {voucher === null ? texts.notVouched : texts.vouched(voucher)}
            </p>
            <ul className="mt-5 grid list-disc gap-2 ps-5 text-pretty">
              <li>{texts.reads}</li>
              {scopes.has("tasks:write") && <li>{texts.writes}</li>}
              <li>{texts.until}</li>
              {target !== null && <li>{texts.goesTo(target)}</li>}
            </ul>
            {answer.error && (
              <p
                role="alert"
                className="mt-5 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger"
              >
                {messageOf(answer.error)}
              </p>
            )}
            <div className="mt-7 flex flex-wrap gap-3">
              <Button
                look="primary"
                onClick={() => answer.mutate(true)}
                disabled={answer.isPending || answer.isSuccess}
              >
                {texts.allow}
              </Button>
              <Button
                onClick={() => answer.mutate(false)}
                disabled={answer.isPending || answer.isSuccess}
              >
                {texts.deny}
              </Button>
            </div>
          </>
        )}
      </div>
    </main>
  );
}
