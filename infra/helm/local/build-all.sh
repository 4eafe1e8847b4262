#!/usr/bin/env bash
# Builds the six images and puts them, as docker.io/pakaura/NAME:local, into the cluster that kubectl points to: Minikube, kind, Docker
# Desktop, or a containerd of this machine.
#   infra/helm/local/build-all.sh [--build-arg BASE=...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
images=(api frontend notification recurring audit websocket-gateway)
infra/docker/build.sh "$@"

if docker info >/dev/null 2>&1; then tool=docker
elif command -v podman >/dev/null; then tool=podman
else tool=buildah
fi
archive=$(mktemp -d)
trap 'rm -rf "$archive"' EXIT
for image in "${images[@]}"; do
  "$tool" tag "pakaura/$image" "docker.io/pakaura/$image:local"
done

# An image as a file, for clusters that share nothing with who built it.
save() {
  case $tool in
    buildah) buildah push --quiet "docker.io/pakaura/$1:local" "docker-archive:$archive/$1.tar:docker.io/pakaura/$1:local" ;;
    *) "$tool" save --output "$archive/$1.tar" "docker.io/pakaura/$1:local" ;;
  esac
}
context=$(kubectl config current-context)
for image in "${images[@]}"; do
  case $context in
    docker-desktop) ;; # It runs what Docker has.
    minikube*) save "$image"; minikube --profile "$context" image load "$archive/$image.tar" ;;
    kind-*) save "$image"; kind load image-archive "$archive/$image.tar" --name "${context#kind-}" ;;
    *)
      command -v ctr >/dev/null || { echo "The cluster $context is none that images can be put into from here: push them to a registry (docs/kubernetes.md)" >&2; exit 1; }
      save "$image"; ctr -n k8s.io images import "$archive/$image.tar" >/dev/null
      ;;
  esac
  rm -f "$archive/$image.tar"
  echo "docker.io/pakaura/$image:local is in $context"
done
