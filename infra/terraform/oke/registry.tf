# A repository for each image that infra/docker/build.sh builds. Private: who pulls has to sign in.

data "oci_objectstorage_namespace" "main" {
  compartment_id = var.tenancy_ocid
}

locals {
  images = toset(["api", "frontend", "notification", "recurring", "audit", "websocket-gateway"])
}

resource "oci_artifacts_container_repository" "main" {
  for_each = local.images

  compartment_id = var.compartment_ocid
  display_name   = "${var.name}/${each.key}"
  is_public      = false
  # What a tag named once, it names forever: a rollback brings back what ran.
  is_immutable = true
}
