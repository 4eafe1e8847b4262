# From what was made to the values of infra/helm/pakaura that follow from it, laid over values-production.yaml.
# A module of its own without any provider, so that it can be tried without an account.

terraform {
  required_version = ">= 1.9"
}

locals {
  managed = {
    kafka    = var.kafka_brokers != null
    postgres = var.database_host != null
    cache    = var.cache_host != null
  }

  # One of each on a single node: a second would wait for the same processor, and go down with the same machine.
  services = ["api", "frontend", "notification", "recurring", "audit", "websocket-gateway"]
  scaled   = ["api", "frontend", "websocket-gateway"]
  replicas = {
    for service in local.services : service => merge(
      { replicas = 1 },
      contains(local.scaled, service) ? { autoscaling = { enabled = false } } : {},
    ) if var.node_count == 1
  }

  # Secrets with passwords of what is managed come from the Vault, by infra/terraform/oke-secrets.ts.
  # The chart makes all others at random, and mail has none until somebody names one.
  secrets = {
    existing = {
      services  = anytrue(values(local.managed)) ? "pakaura-services" : ""
      owner     = local.managed.postgres ? "pakaura-owner" : ""
      sessions  = ""
      mail      = ""
      daprToken = ""
      appToken  = ""
    }
  }

  helm_values = merge(local.replicas, {
    image = {
      registry    = var.registry
      pullSecrets = ["ocir"]
    }
    settings = {
      PUBLIC_URL = "https://${var.domain}"
    }
    kafka = {
      enabled = !local.managed.kafka
      external = {
        brokers   = local.managed.kafka ? join(",", var.kafka_brokers) : ""
        username  = "pakaura"
        mechanism = "SHA-512"
        tls       = true
      }
      topics = {
        partitions        = local.managed.kafka ? var.kafka_partitions : 0
        replicationFactor = local.managed.kafka ? var.kafka_copies : 1
      }
    }
    # PostgreSQL's certificate is signed by an authority of the database's own.
    authorities = local.managed.postgres ? "pakaura-authorities" : ""
    postgres = {
      enabled = !local.managed.postgres
      external = {
        host       = local.managed.postgres ? var.database_host : ""
        port       = 5432
        parameters = "sslmode=verify-full"
      }
    }
    redis = {
      enabled = !local.managed.cache
      external = {
        host = local.managed.cache ? "${var.cache_host}:6379" : ""
        tls  = true
      }
    }
    ingress = {
      enabled   = true
      className = "traefik"
      host      = var.domain
      tls = {
        enabled       = true
        clusterIssuer = "letsencrypt"
      }
    }
    networkPolicy = {
      apiServer    = { cidr = var.api_server_cidr }
      externalCidr = var.vcn_cidr
      # Only the ingress controller hands on what people ask for.
      entryNamespaceLabels = { "kubernetes.io/metadata.name" = "traefik" }
    }
    secrets = local.secrets
  })
}

output "helm_values" {
  description = "Values of the chart, as an object."
  value       = local.helm_values

  precondition {
    condition     = var.kafka_brokers == null || length(coalesce(var.kafka_brokers, ["-"])) > 0
    error_message = "Kafka names no address that takes SASL. Look at kafka_bootstrap_urls of the cluster."
  }
}
