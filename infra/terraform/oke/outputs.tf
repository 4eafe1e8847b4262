locals {
  # Of the listeners of Kafka, that for SASL. The other is for certificates of clients, on 9093.
  kafka_addresses = flatten([
    for cluster in oci_managed_kafka_kafka_cluster.main : [
      for listener in cluster.kafka_bootstrap_urls : trimprefix(listener.url, "SASL_SSL://") if endswith(listener.url, ":9092")
    ]
  ])
}

module "values" {
  source = "./values"

  domain           = var.domain
  registry         = "ocir.${var.region}.oci.oraclecloud.com/${data.oci_objectstorage_namespace.main.namespace}/${var.name}"
  node_count       = var.nodes.count
  kafka_brokers    = var.kafka == null ? null : local.kafka_addresses
  kafka_partitions = try(var.kafka.partitions, 6)
  kafka_copies     = local.kafka_copies
  database_host    = one(data.oci_psql_db_system_connection_detail.main[*].primary_db_endpoint[0].fqdn)
  cache_host       = one(oci_redis_redis_cluster.main[*].primary_fqdn)
  api_server_cidr  = local.subnets.endpoint.cidr
  vcn_cidr         = var.vcn_cidr
}

output "helm_values" {
  description = "Values of infra/helm/pakaura. `terraform output -json helm_values > values-oke.json`: Helm reads JSON as well."
  value       = module.values.helm_values
}

output "cluster_id" {
  description = "OCID of the cluster, for `oci ce cluster create-kubeconfig`."
  value       = oci_containerengine_cluster.main.id
}

output "registry" {
  description = "Where images are pushed to: the host before the first slash is what `docker login` wants."
  value       = module.values.helm_values.image.registry
}

output "image_platform" {
  description = "What the images have to be built for."
  value       = local.is_arm ? "linux/arm64" : "linux/amd64"
}

output "ingress_values" {
  description = "Values of Traefik's chart: a network load balancer with the reserved address, which keeps the addresses of clients."
  value = {
    deployment = { replicas = min(2, var.nodes.count) }
    service = {
      type = "LoadBalancer"
      annotations = {
        "oci.oraclecloud.com/load-balancer-type"                                  = "nlb"
        "oci-network-load-balancer.oraclecloud.com/subnet"                        = oci_core_subnet.main["ingress"].id
        "oci-network-load-balancer.oraclecloud.com/oci-network-security-groups"   = oci_core_network_security_group.main["ingress"].id
        "oci-network-load-balancer.oraclecloud.com/security-list-management-mode" = "None"
        "oci-network-load-balancer.oraclecloud.com/is-preserve-source"            = "true"
      }
      spec = {
        loadBalancerIP        = oci_core_public_ip.ingress.ip_address
        externalTrafficPolicy = "Local"
        healthCheckNodePort   = local.node_health_port
      }
    }
    ports = {
      web       = { nodePort = local.node_ports.http }
      websecure = { nodePort = local.node_ports.https }
    }
    additionalArguments = [
      "--entryPoints.web.http.redirections.entryPoint.to=:443",
      "--entryPoints.web.http.redirections.entryPoint.scheme=https",
    ]
  }
}

output "address" {
  description = "The reserved address that the domain has to point at."
  value       = oci_core_public_ip.ingress.ip_address
}

output "nameservers" {
  description = "Where the zone is delegated to, at whoever sold the domain. Empty without a zone here."
  value       = flatten([for zone in oci_dns_zone.main : zone.nameservers[*].hostname])
}

output "vault_id" {
  description = "OCID of the Vault, for External Secrets."
  value       = oci_kms_vault.main.id
}

output "cache_secret" {
  description = "OCID of the secret in the Vault with the password of the cache. Null without one."
  value       = one(oci_vault_secret.cache[*].id)
}

output "database_secret" {
  description = "OCID of the secret in the Vault with the password of who owns the tables. Null without managed PostgreSQL."
  value       = one(oci_vault_secret.database_owner[*].id)
}

output "kafka_secret" {
  description = "OCID of the secret in the Vault with name and password of Kafka's superuser. Null without managed Kafka."
  value       = one(oci_vault_secret.kafka_superuser[*].id)
}

output "database_authority" {
  description = "The authority that signs PostgreSQL's certificate, as PEM. Empty without managed PostgreSQL."
  value       = one(data.oci_psql_db_system_connection_detail.main[*].ca_certificate)
}
