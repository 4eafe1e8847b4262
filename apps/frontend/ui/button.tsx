import type { ComponentProps, ReactNode } from "react";

const looks = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong font-medium",
  plain: "border border-line-strong bg-surface text-ink hover:bg-hover",
  quiet: "text-ink-soft hover:bg-hover hover:text-ink",
  quietDanger: "text-danger hover:bg-danger-soft",
  danger: "border border-line-strong bg-surface text-danger hover:bg-danger-soft",
} as const;

const shape =
  "inline-flex h-(--control) shrink-0 items-center justify-center gap-2 rounded-lg px-3.5 text-sm whitespace-nowrap transition-colors duration-(--quick) select-none disabled:opacity-55 pointer-coarse:h-11";

type ButtonProps = ComponentProps<"button"> & { look?: keyof typeof looks };

/** A button with words in it. */
export function Button({ look = "plain", className = "", type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={`${shape} ${looks[look]} ${className}`} {...rest} />;
}

/** A file to save, which looks like a button. */
export function DownloadLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a download href={href} className={`${shape} ${looks.plain}`}>
      {children}
    </a>
  );
}

/** A button that is only an icon; `label` is its name. */
export function IconButton({
  label,
  className = "",
  ...rest
}: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-ink-soft transition-colors duration-(--quick) hover:bg-hover hover:text-ink disabled:opacity-55 pointer-coarse:size-11 ${className}`}
      {...rest}
    />
  );
}
