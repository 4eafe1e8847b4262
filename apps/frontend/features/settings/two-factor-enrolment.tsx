import { useState } from "react";
import { formText } from "../../lib/form-text.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormError } from "../accounts/account-frame.tsx";
import { accountMessage } from "../accounts/account-message.ts";
import type { Enrolment } from "../accounts/accounts-api.ts";
import { QrCode } from "./qr-code.tsx";

type TwoFactorEnrolmentProps = {
  enrolment: Enrolment;
  onVerify: (code: string) => Promise<void>;
  onCancel: () => void;
};

/** The secret as a picture and in letters, and the first code of the app that took it. */
export function TwoFactorEnrolment({ enrolment, onVerify, onCancel }: TwoFactorEnrolmentProps) {
  const words = m.settings.twoFactor;
  const [error, setError] = useState<string>();
  const secret = new URL(enrolment.totpURI).searchParams.get("secret") ?? "";
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setError(undefined);
        const code = formText(new FormData(event.currentTarget), "code").replaceAll(/\s/g, "");
        onVerify(code).catch((cause: unknown) => setError(accountMessage(cause)));
      }}
    >
      <p className="text-sm">{words.scan}</p>
      <QrCode text={enrolment.totpURI} label={words.qrCode} />
      <p className="text-sm text-ink-soft">
        {words.orType}
        <code className="mt-1 block font-mono text-ink break-all select-all">{secret}</code>
      </p>
      <TextField
        label={words.firstCode}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        autoFocus
      />
      <FormError>{error}</FormError>
      <div className="flex gap-2">
        <Button type="submit" look="primary">
          {words.turnOn}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {m.common.cancel}
        </Button>
      </div>
    </form>
  );
}
