#!/usr/bin/env bash
# Makes a stand-in for the base image where no image registry is in reach, to build and look at the images there:
# Debian by debootstrap, Node from the npm package "node" of this checkout, and the npm of this machine.
#   infra/docker/stand-in-base.sh NAME      as root, with buildah and debootstrap
set -euo pipefail
name=${1:?Name the image to make}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase --include=ca-certificates,libatomic1,libstdc++6 bookworm "$work/system" >"$work/log" 2>&1 ||
  { tail -5 "$work/log" >&2; exit 1; }
install -m 755 "$root/node_modules/node/bin/node" "$work/system/usr/local/bin/node"
mkdir -p "$work/system/usr/local/lib/node_modules"
cp -r "$(npm root -g)/npm" "$work/system/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$work/system/usr/local/bin/npm"
# The authorities that this machine trusts: its way to the registry may have one of its own.
cp -L /etc/ssl/certs/ca-certificates.crt "$work/system/etc/ssl/certs/ca-certificates.crt"
container=$(buildah from scratch)
buildah add --quiet "$container" "$work/system" / >/dev/null
buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt "$container"
buildah commit --quiet --rm "$container" "$name"
