#!/usr/bin/env bash
# What of Pakaura is in the cluster that kubectl points to.
set -euo pipefail
of() { kubectl --namespace pakaura "$@"; }
of get pods,jobs,services
of get components.dapr.io,subscriptions.dapr.io,configurations.dapr.io,resiliencies.dapr.io
if of get pod kafka-0 >/dev/null 2>&1; then
  of exec kafka-0 -- env KAFKA_HEAP_OPTS=-Xmx96m /opt/kafka/bin/kafka-topics.sh \
    --bootstrap-server localhost:9092 --command-config /tmp/client.properties --describe
fi
