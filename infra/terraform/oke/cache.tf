# OCI Cache, for Dapr's state store: who is connected where, and locks. TLS only.

resource "oci_redis_redis_cluster" "main" {
  count = var.cache == null ? 0 : 1

  compartment_id     = var.compartment_ocid
  display_name       = "${var.name}-cache"
  cluster_mode       = "NONSHARDED"
  software_version   = var.cache.engine
  node_count         = var.cache.nodes
  node_memory_in_gbs = var.cache.memory_gb
  subnet_id          = oci_core_subnet.main["data"].id
  nsg_ids            = [oci_core_network_security_group.main["cache"].id]
}

# A new cache has a user `default` without a password. One of that name that is attached takes its place.
resource "oci_redis_oci_cache_user" "default" {
  count = var.cache == null ? 0 : 1

  compartment_id = var.compartment_ocid
  name           = "default"
  description    = "Pakaura's sidecars"
  acl_string     = "~* &* +@all -@admin"

  authentication_mode {
    authentication_type = "PASSWORD"
    hashed_passwords    = [var.cache_password_sha256]
  }

  lifecycle {
    precondition {
      condition     = var.cache_password_sha256 != null
      error_message = "cache_password_sha256 is missing, and a cache without a password would be open to every pod: docs/oke.md, T-055."
    }
  }
}

resource "oci_redis_redis_cluster_attach_oci_cache_user" "default" {
  count = var.cache == null ? 0 : 1

  redis_cluster_id = oci_redis_redis_cluster.main[0].id
  oci_cache_users  = [oci_redis_oci_cache_user.default[0].id]
}
