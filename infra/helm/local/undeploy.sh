#!/usr/bin/env bash
# Takes Pakaura out of the cluster that kubectl points to. Volumes and secrets stay, and the next installation goes on with them;
# with DATA=remove they go as well, for good. Dapr stays, as others may stand on it: helm uninstall dapr -n dapr-system
set -euo pipefail
helm uninstall pakaura --namespace pakaura --ignore-not-found --wait
if [ "${DATA:-keep}" = remove ]; then
  kubectl delete namespace pakaura --ignore-not-found
else
  kubectl --namespace pakaura get persistentvolumeclaims
fi
