# One network: what is open to the internet (the address of the ingress, the API of Kubernetes) in subnets of its own,
# nodes and data without a public address.

locals {
  # Each a /24.
  subnet_bits = 24 - tonumber(split("/", var.vcn_cidr)[1])

  subnets = {
    endpoint = { cidr = cidrsubnet(var.vcn_cidr, local.subnet_bits, 0), public = true }
    ingress  = { cidr = cidrsubnet(var.vcn_cidr, local.subnet_bits, 1), public = true }
    nodes    = { cidr = cidrsubnet(var.vcn_cidr, local.subnet_bits, 2), public = false }
    data     = { cidr = cidrsubnet(var.vcn_cidr, local.subnet_bits, 3), public = false }
    kafka    = { cidr = cidrsubnet(var.vcn_cidr, local.subnet_bits, 4), public = false }
  }
}

data "oci_core_services" "all" {
  filter {
    name   = "name"
    values = ["All .* Services In Oracle Services Network"]
    regex  = true
  }
}

resource "oci_core_vcn" "main" {
  compartment_id = var.compartment_ocid
  display_name   = var.name
  cidr_blocks    = [var.vcn_cidr]
  dns_label      = substr(replace(var.name, "-", ""), 0, 15)
}

resource "oci_core_internet_gateway" "main" {
  compartment_id = var.compartment_ocid
  vcn_id         = oci_core_vcn.main.id
  display_name   = "${var.name}-internet"
}

# Nodes reach mail, push services and registries through this; nobody reaches them.
resource "oci_core_nat_gateway" "main" {
  compartment_id = var.compartment_ocid
  vcn_id         = oci_core_vcn.main.id
  display_name   = "${var.name}-nat"
}

# Oracle's own services (registry, object storage, vault) without the internet.
resource "oci_core_service_gateway" "main" {
  compartment_id = var.compartment_ocid
  vcn_id         = oci_core_vcn.main.id
  display_name   = "${var.name}-services"

  services {
    service_id = data.oci_core_services.all.services[0].id
  }
}

resource "oci_core_route_table" "public" {
  compartment_id = var.compartment_ocid
  vcn_id         = oci_core_vcn.main.id
  display_name   = "${var.name}-public"

  route_rules {
    destination       = "0.0.0.0/0"
    destination_type  = "CIDR_BLOCK"
    network_entity_id = oci_core_internet_gateway.main.id
  }
}

resource "oci_core_route_table" "private" {
  compartment_id = var.compartment_ocid
  vcn_id         = oci_core_vcn.main.id
  display_name   = "${var.name}-private"

  route_rules {
    destination       = "0.0.0.0/0"
    destination_type  = "CIDR_BLOCK"
    network_entity_id = oci_core_nat_gateway.main.id
  }
  route_rules {
    destination       = data.oci_core_services.all.services[0].cidr_block
    destination_type  = "SERVICE_CIDR_BLOCK"
    network_entity_id = oci_core_service_gateway.main.id
  }
}

# The list that comes with the network lets SSH in from everywhere. Emptied: security.tf says all that may pass.
resource "oci_core_default_security_list" "closed" {
  manage_default_resource_id = oci_core_vcn.main.default_security_list_id
  compartment_id             = var.compartment_ocid
  display_name               = "${var.name}-closed"
}

# Managed Kafka takes no security group; what may pass is said for its subnet.
resource "oci_core_security_list" "kafka" {
  compartment_id = var.compartment_ocid
  vcn_id         = oci_core_vcn.main.id
  display_name   = "${var.name}-kafka"

  ingress_security_rules {
    description = "Clients, by SASL over TLS"
    source      = local.subnets.nodes.cidr
    protocol    = "6"
    tcp_options {
      min = 9092
      max = 9092
    }
  }
  ingress_security_rules {
    description = "Brokers among themselves"
    source      = local.subnets.kafka.cidr
    protocol    = "all"
  }
  egress_security_rules {
    description = "Brokers among themselves"
    destination = local.subnets.kafka.cidr
    protocol    = "all"
  }
}

resource "oci_core_subnet" "main" {
  for_each = local.subnets

  compartment_id             = var.compartment_ocid
  vcn_id                     = oci_core_vcn.main.id
  display_name               = "${var.name}-${each.key}"
  cidr_block                 = each.value.cidr
  dns_label                  = each.key
  prohibit_public_ip_on_vnic = !each.value.public
  route_table_id             = each.value.public ? oci_core_route_table.public.id : oci_core_route_table.private.id
  security_list_ids          = [each.key == "kafka" ? oci_core_security_list.kafka.id : oci_core_default_security_list.closed.id]
}
