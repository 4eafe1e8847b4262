import { encode } from "uqr";

const quietZone = 4;

/** A QR code, drawn here: its text is a secret, and no other service sees it. Always dark on light, for cameras. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 0 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  const side = size + 2 * quietZone;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-lg border border-line bg-(--paper)"
    >
      <path d={path} fill="var(--print)" />
    </svg>
  );
}
