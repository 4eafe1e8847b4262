#!/usr/bin/env bash
# Makes the secrets that compose.yaml needs and that are not there yet: .env for what is read from the environment, and
# .secrets/ for what is read from a file. Both are for their owner alone, and git leaves them alone.
#   infra/docker/secrets.sh
set -euo pipefail
umask 077
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
touch .env
chmod 600 .env
for name in PAKAURA_SECRET POSTGRES_PASSWORD DATABASE_PASSWORD REDIS_PASSWORD KAFKA_PASSWORD DAPR_API_TOKEN APP_API_TOKEN GRAFANA_PASSWORD; do
  grep -q "^$name=" .env || echo "$name=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" >>.env
done
secret() { sed -n "s/^$1=//p" .env | tail -n 1; }

mkdir -p .secrets
chmod 700 .secrets
cat >.secrets/sidecar.json <<END
{ "redis-password": "$(secret REDIS_PASSWORD)", "kafka-password": "$(secret KAFKA_PASSWORD)" }
END
cat >.secrets/kafka-client.properties <<END
security.protocol=SASL_PLAINTEXT
sasl.mechanism=PLAIN
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="pakaura" password="$(secret KAFKA_PASSWORD)";
END
cat >.secrets/redis.conf <<END
dir /data
appendonly yes
save ""
requirepass $(secret REDIS_PASSWORD)
END
# The containers' own users read them, each what is mounted for it; on this machine the folder keeps others out.
chmod 644 .secrets/*
