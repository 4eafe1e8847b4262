# `terraform init -backend=false && terraform test` (or tofu): both sizes against a provider that only pretends, without an
# account. What Oracle would answer is made up below. With PostgreSQL it is planned and not applied, because a database that
# may not be destroyed could not be cleared away either.

mock_provider "oci" {
  mock_data "oci_core_services" {
    defaults = {
      services = [{
        id          = "ocid1.service.oc1.eu-frankfurt-1.all"
        name        = "All FRA Services In Oracle Services Network"
        description = "All FRA Services In Oracle Services Network"
        cidr_block  = "all-fra-services-in-oracle-services-network"
      }]
    }
  }
  mock_data "oci_identity_availability_domains" {
    defaults = {
      availability_domains = [
        { id = "1", name = "AbCd:EU-FRANKFURT-1-AD-1", compartment_id = "ocid1.tenancy.oc1..aaaa" },
        { id = "2", name = "AbCd:EU-FRANKFURT-1-AD-2", compartment_id = "ocid1.tenancy.oc1..aaaa" },
      ]
    }
  }
  mock_data "oci_objectstorage_namespace" {
    defaults = { namespace = "tenant" }
  }
  mock_data "oci_containerengine_cluster_option" {
    defaults = { kubernetes_versions = ["v1.33.1", "v1.34.1", "v1.34.10", "v1.34.2", "v1.35.0"] }
  }
  mock_data "oci_containerengine_node_pool_option" {
    defaults = {
      sources = [
        { source_type = "IMAGE", image_id = "ocid1.image.x86.old", source_name = "Oracle-Linux-8.10-2026.07.18-0-OKE-1.34.10-1001" },
        { source_type = "IMAGE", image_id = "ocid1.image.x86.new", source_name = "Oracle-Linux-8.10-2026.09.18-0-OKE-1.34.10-1123" },
        { source_type = "IMAGE", image_id = "ocid1.image.x86.earlier", source_name = "Oracle-Linux-8.10-2026.10.18-0-OKE-1.34.1-1200" },
        { source_type = "IMAGE", image_id = "ocid1.image.gpu", source_name = "Oracle-Linux-8.10-Gen2-GPU-2026.09.18-0-OKE-1.34.10-1123" },
        { source_type = "IMAGE", image_id = "ocid1.image.arm", source_name = "Oracle-Linux-8.10-aarch64-2026.09.18-0-OKE-1.34.10-1123" },
      ]
    }
  }
  mock_resource "oci_managed_kafka_kafka_cluster" {
    defaults = {
      kafka_bootstrap_urls = [
        { name = "mTLS", url = "bootstrap-clstr-x.kafka.eu-frankfurt-1.oci.oraclecloud.com:9093" },
        { name = "SASL", url = "bootstrap-clstr-x.kafka.eu-frankfurt-1.oci.oraclecloud.com:9092" },
      ]
    }
  }
  mock_resource "oci_core_public_ip" {
    defaults = { ip_address = "203.0.113.20" }
  }
  mock_resource "oci_redis_redis_cluster" {
    defaults = { primary_fqdn = "cache.example" }
  }
}

mock_provider "oci" {
  alias = "home"
}

variables {
  tenancy_ocid     = "ocid1.tenancy.oc1..aaaa"
  compartment_ocid = "ocid1.compartment.oc1..bbbb"
  region           = "eu-frankfurt-1"
  domain           = "tasks.example.org"
  operator_cidrs   = ["198.51.100.7/32"]
}

run "small" {
  variables {
    cluster_type = "BASIC_CLUSTER"
    nodes        = { count = 1, shape = "VM.Standard.A1.Flex", ocpus = 2, memory_gb = 12 }
  }

  assert {
    condition     = oci_containerengine_cluster.main.kubernetes_version == "v1.34.10"
    error_message = "The newest patch by its number is taken."
  }
  assert {
    condition     = oci_containerengine_node_pool.main.node_source_details[0].image_id == "ocid1.image.arm"
    error_message = "A shape of Arm takes an image for Arm."
  }
  assert {
    condition     = output.helm_values.kafka.enabled && output.helm_values.postgres.enabled && output.helm_values.redis.enabled
    error_message = "Without managed services the chart runs its own."
  }
  assert {
    condition     = length(oci_identity_dynamic_group.nodes) == 1 && strcontains(oci_identity_policy.secrets.statements[0], "dynamic-group pakaura-nodes")
    error_message = "On a basic cluster, nodes read secrets."
  }
  assert {
    condition     = output.image_platform == "linux/arm64" && output.address == "203.0.113.20"
    error_message = "Images are built for the nodes."
  }
}

run "managed_kafka_and_cache" {
  variables {
    nodes                 = { count = 3, ocpus = 2, memory_gb = 16 }
    kafka                 = { brokers = 3, ocpus = 2, storage_gb = 100 }
    cache                 = { nodes = 2, memory_gb = 2 }
    cache_password_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  }

  assert {
    condition     = output.helm_values.kafka.external.brokers == "bootstrap-clstr-x.kafka.eu-frankfurt-1.oci.oraclecloud.com:9092"
    error_message = "Of Kafka's addresses, that for SASL is taken."
  }
  assert {
    condition     = output.helm_values.redis.external.host == "cache.example:6379"
    error_message = "The managed cache is named."
  }
  assert {
    condition     = output.helm_values.secrets.existing.services == "pakaura-services" && output.helm_values.secrets.existing.owner == ""
    error_message = "Passwords of what is managed come from the Vault, and no others."
  }
  assert {
    condition     = oci_managed_kafka_kafka_cluster_config.main[0].latest_config[0].properties["min.insync.replicas"] == "2"
    error_message = "Of three copies, two have to be written."
  }
  assert {
    condition     = strcontains(oci_identity_policy.secrets.statements[0], "request.principal.type = 'workload'")
    error_message = "On an enhanced cluster, one service account reads secrets."
  }
  assert {
    condition     = output.registry == "ocir.eu-frankfurt-1.oci.oraclecloud.com/tenant/pakaura"
    error_message = "The registry is that of the region and the account."
  }
}

run "real" {
  command = plan
  variables {
    nodes                 = { count = 3, ocpus = 2, memory_gb = 16 }
    kafka                 = { brokers = 3, ocpus = 2, storage_gb = 100 }
    postgres              = { instances = 2, ocpus = 2, memory_gb = 32 }
    cache                 = { nodes = 2, memory_gb = 2 }
    cache_password_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    dns_zone              = "example.org"
    monthly_budget        = 1500
    budget_recipients     = ["operator@example.org"]
  }

  assert {
    condition     = oci_containerengine_node_pool.main.node_source_details[0].image_id == "ocid1.image.x86.new"
    error_message = "The newest image of the cluster's own version is taken."
  }
  assert {
    condition     = oci_psql_db_system.main[0].credentials[0].password_details[0].password_type == "VAULT_SECRET"
    error_message = "PostgreSQL reads the password of its owner from the Vault."
  }
  assert {
    condition     = length(oci_artifacts_container_repository.main) == 6
    error_message = "There is a repository for each image."
  }
  assert {
    condition     = oci_dns_rrset.ingress[0].domain == "tasks.example.org"
    error_message = "The name points at the address."
  }
  assert {
    condition     = length(oci_identity_dynamic_group.nodes) == 0 && length(oci_budget_alert_rule.main) == 1
    error_message = "Nodes of an enhanced cluster read nothing, and somebody is told of the budget."
  }
}

run "a_cache_wants_a_password" {
  command = plan
  variables {
    nodes = { count = 3, ocpus = 2, memory_gb = 16 }
    cache = { nodes = 2, memory_gb = 2 }
  }
  expect_failures = [oci_redis_oci_cache_user.default]
}

run "a_version_that_is_not_offered" {
  command = plan
  variables {
    nodes            = { count = 1, ocpus = 2, memory_gb = 12 }
    kubernetes_minor = "1.31"
  }
  expect_failures = [oci_containerengine_cluster.main]
}

run "wrong_values_are_refused" {
  command = plan
  variables {
    tenancy_ocid          = "tenancy"
    compartment_ocid      = "compartment"
    region                = "Frankfurt"
    home_region           = "fra"
    domain                = "https://tasks.example.org/"
    operator_cidrs        = ["anybody"]
    name                  = "P"
    vcn_cidr              = "10.0.0.0/28"
    monthly_budget        = -1
    cluster_type          = "CHEAP"
    kubernetes_minor      = "1.34.1"
    nodes                 = { count = 0, shape = "VM.Standard2.1", ocpus = 1, memory_gb = 1, boot_volume_gb = 10 }
    kafka                 = { version = "3.7.0", brokers = 2, ocpus = 0, storage_gb = 1 }
    postgres              = { version = "14", instances = 0, ocpus = 1, memory_gb = 1, backup_days = 90, regionally_durable = false }
    cache                 = { engine = "MEMCACHED", nodes = 9, memory_gb = 1 }
    cache_password_sha256 = "secret"
  }
  expect_failures = [
    var.tenancy_ocid, var.compartment_ocid, var.region, var.home_region, var.domain, var.operator_cidrs,
    var.name, var.vcn_cidr, var.monthly_budget, var.cluster_type, var.kubernetes_minor, var.nodes,
    var.kafka, var.postgres, var.cache, var.cache_password_sha256,
  ]
}

run "values_that_do_not_go_together_are_refused" {
  command = plan
  variables {
    nodes          = { count = 1, ocpus = 2, memory_gb = 12 }
    dns_zone       = "example.com"
    monthly_budget = 10
  }
  expect_failures = [var.dns_zone, var.budget_recipients]
}
