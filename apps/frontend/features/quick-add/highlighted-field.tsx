import type { Span } from "@pakaura/domain/quick-add/phrase";
import type { ComponentProps, ReactNode } from "react";

type HighlightedFieldProps = Omit<ComponentProps<"textarea">, "value"> & {
  value: string;
  spans: readonly Span[];
  /** The size of its letters. */
  size?: keyof typeof sizes;
};

const sizes = { large: "text-lg leading-7", small: "text-sm leading-5" };

/** The letters of both layers must fall on the same places, however the line wraps. */
const place = "col-start-1 row-start-1 whitespace-pre-wrap wrap-anywhere";

/**
 * A text of one line that grows with what is written and lights up pieces of it. Behind the field lies
 * a layer with the same letters, unseen, whose marks show through; it gives the field its height.
 */
export function HighlightedField(props: HighlightedFieldProps) {
  const { value, spans, size = "large", className = "", ...rest } = props;
  const layer = `${place} ${sizes[size]}`;
  return (
    <div className={`grid ${className}`}>
      <div aria-hidden className={`${layer} pointer-events-none text-transparent`}>
        {pieces(value, spans)}
        {"\u200b"}
      </div>
      <textarea
        rows={1}
        value={value}
        className={`${layer} block size-full resize-none overflow-hidden bg-transparent outline-none`}
        {...rest}
      />
    </div>
  );
}

function pieces(text: string, spans: readonly Span[]): ReactNode[] {
  const nodes: ReactNode[] = [];
  let end = 0;
  for (const span of spans) {
    nodes.push(text.slice(end, span.start));
    nodes.push(
      <mark
        key={span.start}
        className="rounded-sm bg-accent-soft box-decoration-clone text-transparent shadow-[0_0_0_2px_var(--accent-soft)] forced-colors:outline"
      >
        {text.slice(span.start, span.end)}
      </mark>,
    );
    end = span.end;
  }
  nodes.push(text.slice(end));
  return nodes;
}
