# Kubernetes: Oracle runs the control plane, the nodes are ours.

data "oci_identity_availability_domains" "all" {
  compartment_id = var.tenancy_ocid
}

data "oci_containerengine_cluster_option" "all" {
  cluster_option_id = "all"
  compartment_id    = var.compartment_ocid
}

data "oci_containerengine_node_pool_option" "all" {
  node_pool_option_id = "all"
  compartment_id      = var.compartment_ocid
}

locals {
  offered_versions = data.oci_containerengine_cluster_option.all.kubernetes_versions
  patches          = [for version in local.offered_versions : tonumber(split(".", version)[2]) if startswith(version, "v${var.kubernetes_minor}.")]
  # v1.34.2, or null where the version is not offered.
  kubernetes_version = length(local.patches) > 0 ? format("v%s.%d", var.kubernetes_minor, max(local.patches...)) : null

  # Shapes of Ampere (A1, A2, A4) are Arm, and so have to be the images that run on them.
  is_arm = can(regex("^VM\\.Standard\\.A[0-9]+\\.", var.nodes.shape))
  # Such as Oracle-Linux-8.10-aarch64-2026.09.18-0-OKE-1.34.2-1123: the last in order is the newest.
  node_images = {
    for source in data.oci_containerengine_node_pool_option.all.sources : source.source_name => source.image_id
    if source.source_type == "IMAGE"
    && strcontains(source.source_name, "-OKE-${trimprefix(coalesce(local.kubernetes_version, "-"), "v")}-")
    && strcontains(source.source_name, "aarch64") == local.is_arm
    && !strcontains(source.source_name, "GPU")
  }
  node_image = try(local.node_images[reverse(sort(keys(local.node_images)))[0]], null)
}

resource "oci_containerengine_cluster" "main" {
  compartment_id     = var.compartment_ocid
  name               = var.name
  type               = var.cluster_type
  kubernetes_version = local.kubernetes_version
  vcn_id             = oci_core_vcn.main.id

  cluster_pod_network_options {
    cni_type = "FLANNEL_OVERLAY"
  }

  endpoint_config {
    is_public_ip_enabled = true
    subnet_id            = oci_core_subnet.main["endpoint"].id
    nsg_ids              = [oci_core_network_security_group.main["endpoint"].id]
  }

  options {
    service_lb_subnet_ids = [oci_core_subnet.main["ingress"].id]
    kubernetes_network_config {
      pods_cidr     = "10.244.0.0/16"
      services_cidr = "10.96.0.0/16"
    }
  }

  lifecycle {
    precondition {
      condition     = local.kubernetes_version != null
      error_message = "Oracle offers no Kubernetes ${var.kubernetes_minor} here, but ${join(", ", local.offered_versions)}."
    }
  }
}

resource "oci_containerengine_node_pool" "main" {
  cluster_id         = oci_containerengine_cluster.main.id
  compartment_id     = var.compartment_ocid
  name               = "${var.name}-${local.is_arm ? "arm64" : "amd64"}"
  kubernetes_version = oci_containerengine_cluster.main.kubernetes_version
  node_shape         = var.nodes.shape

  node_shape_config {
    ocpus         = var.nodes.ocpus
    memory_in_gbs = var.nodes.memory_gb
  }

  node_source_details {
    source_type             = "IMAGE"
    image_id                = local.node_image
    boot_volume_size_in_gbs = var.nodes.boot_volume_gb
  }

  node_config_details {
    size    = var.nodes.count
    nsg_ids = [oci_core_network_security_group.main["nodes"].id]

    node_pool_pod_network_option_details {
      cni_type = "FLANNEL_OVERLAY"
    }

    # Spread over every availability domain of the region.
    dynamic "placement_configs" {
      for_each = data.oci_identity_availability_domains.all.availability_domains
      content {
        availability_domain = placement_configs.value.name
        subnet_id           = oci_core_subnet.main["nodes"].id
      }
    }
  }

  # A node that goes is emptied first, for as long as disruption budgets ask.
  node_eviction_node_pool_settings {
    eviction_grace_duration              = "PT30M"
    is_force_delete_after_grace_duration = true
  }

  # A new version or image: one new node comes before an old one goes.
  dynamic "node_pool_cycling_details" {
    for_each = var.cluster_type == "ENHANCED_CLUSTER" ? [1] : []
    content {
      is_node_cycling_enabled = true
      maximum_surge           = "1"
      maximum_unavailable     = "0"
    }
  }

  lifecycle {
    precondition {
      condition     = local.node_image != null
      error_message = "Oracle has no image of a node for Kubernetes ${coalesce(local.kubernetes_version, var.kubernetes_minor)} and ${var.nodes.shape}."
    }
  }
}
