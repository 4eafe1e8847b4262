# Who may what: services of Oracle that work for us, pods that read secrets, people who push and pull images.

locals {
  here = "compartment id ${var.compartment_ocid}"

  # External Secrets, where it is installed: by an identity of its own on an enhanced cluster, by that of the node on a basic one.
  secret_reader = var.cluster_type == "ENHANCED_CLUSTER" ? "any-user" : "dynamic-group ${var.name}-nodes"
  secret_reader_condition = join(", ", concat(
    ["target.secret.name = /${var.name}-*/"],
    var.cluster_type == "ENHANCED_CLUSTER" ? [
      "request.principal.type = 'workload'",
      "request.principal.cluster_id = '${oci_containerengine_cluster.main.id}'",
      "request.principal.namespace = 'external-secrets'",
      "request.principal.service_account = 'external-secrets'",
    ] : [],
  ))
}

resource "oci_identity_policy" "kafka" {
  provider = oci.home
  count    = var.kafka == null ? 0 : 1

  compartment_id = var.compartment_ocid
  name           = "${var.name}-kafka"
  description    = "Kafka joins our subnet, and writes the password of its superuser into the Vault"
  statements = [
    "allow service rawfka to use vnics in ${local.here}",
    "allow service rawfka to use subnets in ${local.here}",
    "allow service rawfka to use network-security-groups in ${local.here}",
    "allow service rawfka to read secrets in ${local.here}",
    "allow service rawfka to {SECRET_UPDATE} in ${local.here}",
    "allow service rawfka to use secrets in ${local.here} where request.operation = 'UpdateSecret'",
  ]
}

resource "oci_identity_dynamic_group" "nodes" {
  provider = oci.home
  count    = var.cluster_type == "BASIC_CLUSTER" ? 1 : 0

  compartment_id = var.tenancy_ocid
  name           = "${var.name}-nodes"
  description    = "Nodes of the cluster"
  matching_rule  = "ALL {instance.compartment.id = '${var.compartment_ocid}'}"
}

resource "oci_identity_policy" "secrets" {
  provider = oci.home

  compartment_id = var.compartment_ocid
  name           = "${var.name}-secrets"
  description    = "External Secrets reads from the Vault, and nothing else does"
  statements = [
    "allow ${local.secret_reader} to read secret-bundles in ${local.here} where all {${local.secret_reader_condition}}",
  ]

  depends_on = [oci_identity_dynamic_group.nodes]
}

resource "oci_identity_group" "registry" {
  provider = oci.home
  for_each = {
    pushers = "Push images: those who build"
    pullers = "Pull images: the cluster"
  }

  compartment_id = var.tenancy_ocid
  name           = "${var.name}-${each.key}"
  description    = each.value
}

resource "oci_identity_policy" "registry" {
  provider = oci.home

  compartment_id = var.compartment_ocid
  name           = "${var.name}-registry"
  description    = "Images are pushed by those who build and pulled by the cluster"
  statements = [
    "allow group ${oci_identity_group.registry["pushers"].name} to use repos in ${local.here}",
    "allow group ${oci_identity_group.registry["pullers"].name} to read repos in ${local.here}",
  ]
}
