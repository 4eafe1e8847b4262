import { m } from "../../messages/all-messages.ts";

/** Offers to revoke the access tokens as well, and says how many there are. Nothing where there are none. */
export function RevokeTokensChoice({ count, autoFocus }: { count: number; autoFocus?: boolean }) {
  if (count === 0) return null;
  return (
    <label className="flex min-h-(--control) items-center gap-2.5 text-sm pointer-coarse:min-h-11">
      <input
        type="checkbox"
        name="revoke-tokens"
        autoFocus={autoFocus}
        className="size-4 shrink-0 accent-accent"
      />
      {m.settings.tokens.revokeToo(count)}
    </label>
  );
}
