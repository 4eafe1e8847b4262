import { useState } from "react";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { useMe } from "../accounts/me.ts";
import { BackupCodes } from "./backup-codes.tsx";
import { PasswordForm } from "./password-form.tsx";
import { Section } from "./section.tsx";
import { TwoFactorEnrolment } from "./two-factor-enrolment.tsx";
import { useTwoFactor } from "./use-two-factor.ts";

/** A code besides the password: turned on, its backup codes renewed, turned off. */
export function TwoFactorSection() {
  const { two_factor_enabled: isOn } = useMe();
  const words = m.settings.twoFactor;
  const factor = useTwoFactor();
  const [asksFor, setAsksFor] = useState<"on" | "codes" | "off" | null>(null);
  const close = (): void => setAsksFor(null);

  return (
    <Section title={words.title} lead={words.lead}>
      {factor.enrolment ? (
        <TwoFactorEnrolment
          enrolment={factor.enrolment}
          onVerify={factor.verify}
          onCancel={factor.cancel}
        />
      ) : (
        <>
          <p className="mb-3 text-sm">{isOn ? words.isOn : words.isOff}</p>
          <div className="flex flex-wrap gap-2">
            {isOn ? (
              <>
                <Button onClick={() => setAsksFor("codes")}>{words.newCodes}</Button>
                <Button look="danger" onClick={() => setAsksFor("off")}>
                  {words.turnOff}
                </Button>
              </>
            ) : (
              <Button onClick={() => setAsksFor("on")}>{words.turnOn}</Button>
            )}
          </div>
        </>
      )}
      {asksFor !== null && (
        <PasswordForm
          key={asksFor}
          submit={
            asksFor === "on"
              ? m.accounts.continue
              : asksFor === "off"
                ? words.turnOff
                : words.newCodes
          }
          isDanger={asksFor === "off"}
          onCancel={close}
          onSubmit={async (password) => {
            if (asksFor === "on") await factor.begin(password);
            else if (asksFor === "off") await factor.turnOff(password);
            else await factor.renewCodes(password);
            close();
          }}
        />
      )}
      {factor.codes && <BackupCodes codes={factor.codes} onDone={factor.forgetCodes} />}
    </Section>
  );
}
