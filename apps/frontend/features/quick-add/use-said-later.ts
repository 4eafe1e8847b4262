import { useEffect, useState } from "react";

const pauseMs = 700;

/** A text that follows another once that has rested, so that a screen reader is not interrupted by each key. */
export function useSaidLater(text: string): string {
  const [said, setSaid] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return said;
}
