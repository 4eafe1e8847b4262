# A repository for each image that infra/docker/build.sh builds, and one for the chart. Private: who pulls has to sign in.

data "oci_objectstorage_namespace" "main" {
  compartment_id = var.tenancy_ocid
}

locals {
  images = toset(["api", "frontend", "notification", "recurring", "audit", "websocket-gateway"])
}

resource "oci_artifacts_container_repository" "main" {
  for_each = setunion(local.images, ["charts/pakaura"])

  compartment_id = var.compartment_ocid
  display_name   = "${var.name}/${each.key}"
  is_public      = false
  # `latest` moves, and each signature is a tag. What runs is named by its digest, which nothing moves.
  is_immutable = false
}
