import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { preloadPage } from "./pages.ts";

type PlaceLinkProps = {
  to: string;
  className: string;
  /** Added where the page is this place, or, unless `isExact`, something below it. */
  activeClass: string;
  inactiveClass: string;
  isExact?: boolean;
  /** Its name, where it shows none. */
  label?: string;
  children: ReactNode;
};

/** A link to a place of the app that shows whether it is the current one; its page loads when it is pointed at. */
export function PlaceLink(props: PlaceLinkProps) {
  const { to, className, activeClass, inactiveClass, isExact = false, label, children } = props;
  const [path] = useLocation();
  const isActive = path === to || (!isExact && path.startsWith(`${to}/`));
  const preload = (): void => preloadPage(to);
  return (
    <Link
      to={to}
      className={`${className} ${isActive ? activeClass : inactiveClass}`}
      aria-current={isActive ? "page" : undefined}
      title={label}
      onPointerEnter={preload}
      onFocus={preload}
    >
      {/* Not as a label of the link: what is shown beside it, a count, is a part of its name. */}
      {label !== undefined && <span className="sr-only">{label}</span>} {children}
    </Link>
  );
}
