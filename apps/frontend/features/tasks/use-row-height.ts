import { useMemo } from "react";
import { useMedia } from "../../lib/media.ts";

/**
 * The height of a row in pixels, as tokens.css has it. It has to be exact: a row that turns out otherwise
 * moves everything below it, again and again while the list is scrolled.
 */
export function useRowHeight(): number {
  const isRoomy = useMedia("(min-width: 40rem)");
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const height = style.getPropertyValue(isRoomy ? "--row" : "--row-touch");
    return Number.parseFloat(height) * Number.parseFloat(style.fontSize);
  }, [isRoomy]);
}
