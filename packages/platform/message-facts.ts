type Delivered = {
  eventId: string;
  type: string;
  correlationId: string;
  traceparent: string | null;
};

/** What a log says of an event on its way, under the names that lines of services have. */
export function messageFacts(message: Delivered): Record<string, string> {
  const { eventId, type, correlationId, traceparent } = message;
  return {
    event_id: eventId,
    event_type: type,
    correlation_id: correlationId,
    ...(traceparent === null ? {} : { trace_id: traceparent.slice(3, 35) }),
  };
}
