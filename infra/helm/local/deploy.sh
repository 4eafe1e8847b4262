#!/usr/bin/env bash
# Puts Dapr and Pakaura into the cluster that kubectl points to, waits until all is ready, and says where to open it.
#   infra/helm/local/deploy.sh [what `helm upgrade` takes]
# DAPR_CHART names Dapr's chart where its repository is out of reach.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
for program in kubectl helm; do
  command -v "$program" >/dev/null || { echo "$program is missing (docs/kubernetes.md)" >&2; exit 1; }
done
started=$SECONDS
dapr=$(sed -n 's|.*github.com/dapr/dapr v||p' infra/stack/dapr/go.mod | head -n 1)
if ! kubectl get namespace dapr-system >/dev/null 2>&1; then
  echo "Installs Dapr $dapr"
  chart=(dapr --repo https://dapr.github.io/helm-charts --version "$dapr")
  [ -z "${DAPR_CHART:-}" ] || chart=("$DAPR_CHART")
  helm install dapr "${chart[@]}" --namespace dapr-system --create-namespace --set "global.tag=$dapr" \
    --set dapr_operator.watchInterval=30s --wait --timeout 10m >/dev/null
fi
helm upgrade --install pakaura infra/helm/pakaura --namespace pakaura --create-namespace \
  --values infra/helm/pakaura/values-local.yaml --wait --timeout 10m "$@"
kubectl --namespace pakaura get pods
node=$(kubectl get nodes --output 'jsonpath={.items[0].status.addresses[?(@.type=="InternalIP")].address}')
port=$(kubectl --namespace pakaura get service frontend --output 'jsonpath={.spec.ports[?(@.name=="http")].nodePort}')
echo "Ready after $((SECONDS - started)) s: http://$node:$port, or where that is out of reach:"
echo "  kubectl --namespace pakaura port-forward service/frontend 3000:3000, then http://localhost:3000"
