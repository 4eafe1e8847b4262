import { Component, type ReactNode } from "react";
import { renewMissingParts } from "./lazy-part.tsx";

type ErrorBoundaryProps = {
  /** `reset` shows the children again. */
  fallback: (error: unknown, reset: () => void) => ReactNode;
  onError?: (error: unknown) => void;
  /** Another value than before shows the children again, except null. */
  wanted?: string | null;
  children: ReactNode;
};

/** Shows `fallback` in place of what threw while it was rendered; React has no hook for it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error: error ?? new Error("Something went wrong.") };
  }

  override componentDidCatch(error: unknown): void {
    // The next time that they are wanted they are asked for again.
    renewMissingParts();
    this.props.onError?.(error);
  }

  override componentDidUpdate({ wanted: before }: ErrorBoundaryProps): void {
    const { wanted = null } = this.props;
    if (this.state.error !== null && wanted !== null && wanted !== before) this.reset();
  }

  readonly reset = (): void => this.setState({ error: null });

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : this.props.fallback(error, this.reset);
  }
}
