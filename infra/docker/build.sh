#!/usr/bin/env bash
# Builds the six images by docker, podman or buildah, whichever is there, and tells their sizes.
#   infra/docker/build.sh [--build-arg BASE=...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
file=infra/docker/Dockerfile
# Docker's client alone, without an engine, builds nothing.
works() { if [ "$1" = docker ]; then docker info; else command -v "${1:-true}"; fi >/dev/null 2>&1; }
for tool in docker podman buildah ""; do
  works "$tool" && break
done
case $tool in
  docker) build=(docker build --quiet) ;;
  # The other format knows no health check. What the six have in common is kept as layers, and made once.
  podman) build=(podman build --quiet --layers --format docker --ignorefile "$file.dockerignore") ;;
  buildah) build=(buildah bud --quiet --layers --format docker --ignorefile "$file.dockerignore") ;;
  *) echo "None of docker, podman and buildah is there" >&2; exit 1 ;;
esac
# Where no container runtime is there, a changed root will do for building.
command -v runc >/dev/null || command -v crun >/dev/null || export BUILDAH_ISOLATION=chroot
revision=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
for service in api notification recurring audit websocket-gateway frontend; do
  "${build[@]}" -f "$file" --build-arg SERVICE="$service" --build-arg REVISION="$revision" "$@" \
    -t "pakaura/$service" . >/dev/null
done
"$tool" images | grep pakaura/
