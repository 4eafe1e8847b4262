# Managed Kafka (OCI Streaming with Apache Kafka), which clients speak to by SASL with SCRAM-SHA-512 over TLS.

locals {
  kafka_copies = var.kafka == null ? 1 : min(3, var.kafka.brokers)
}

resource "oci_managed_kafka_kafka_cluster_config" "main" {
  count = var.kafka == null ? 0 : 1

  compartment_id = var.compartment_ocid
  display_name   = "${var.name}-kafka"

  latest_config {
    properties = {
      # Without an entry of its own in the list of rights, a user may nothing.
      "allow.everyone.if.no.acl.found" = "false"
      # A mistyped topic is an error and not a new topic.
      "auto.create.topics.enable"                = "false"
      "default.replication.factor"               = tostring(local.kafka_copies)
      "min.insync.replicas"                      = tostring(max(1, local.kafka_copies - 1))
      "offsets.topic.replication.factor"         = tostring(local.kafka_copies)
      "transaction.state.log.replication.factor" = tostring(local.kafka_copies)
      "transaction.state.log.min.isr"            = tostring(max(1, local.kafka_copies - 1))
    }
  }
}

resource "oci_managed_kafka_kafka_cluster" "main" {
  count = var.kafka == null ? 0 : 1

  compartment_id         = var.compartment_ocid
  display_name           = "${var.name}-kafka"
  kafka_version          = var.kafka.version
  coordination_type      = "KRAFT"
  cluster_type           = var.kafka.brokers >= 3 ? "PRODUCTION" : "DEVELOPMENT"
  cluster_config_id      = oci_managed_kafka_kafka_cluster_config.main[0].id
  cluster_config_version = oci_managed_kafka_kafka_cluster_config.main[0].latest_config[0].version_number

  access_subnets {
    subnets = [oci_core_subnet.main["kafka"].id]
  }

  broker_shape {
    node_count          = var.kafka.brokers
    ocpu_count          = var.kafka.ocpus
    storage_size_in_gbs = var.kafka.storage_gb
  }

  timeouts {
    create = "90m"
    update = "90m"
    delete = "60m"
  }

  depends_on = [oci_identity_policy.kafka]
}

# Makes users and their rights, once; docs/oke.md takes it away again by kafka.superuser_enabled = false.
resource "oci_managed_kafka_kafka_cluster_superusers_management" "main" {
  count = var.kafka == null ? 0 : 1

  compartment_id   = var.compartment_ocid
  kafka_cluster_id = oci_managed_kafka_kafka_cluster.main[0].id
  secret_id        = oci_vault_secret.kafka_superuser[0].id
  enable_superuser = var.kafka.superuser_enabled

  depends_on = [oci_identity_policy.kafka]
}
