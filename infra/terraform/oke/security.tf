# Who may speak to whom: a group for each kind of machine, and one line for each permitted way. What is not here is refused.

locals {
  # Ports of the nodes that the ingress controller listens on behind the address, and the one that says it is there.
  # The output ingress_values gives them to it.
  node_ports       = { http = 30080, https = 30443 }
  node_health_port = 30254

  # Protocols by their number: 6 TCP, 1 ICMP.
  tcp  = "6"
  icmp = "1"

  anywhere        = { kind = "CIDR_BLOCK", value = "0.0.0.0/0" }
  oracle_services = { kind = "SERVICE_CIDR_BLOCK", value = data.oci_core_services.all.services[0].cidr_block }
  group           = { for name, group in oci_core_network_security_group.main : name => { kind = "NETWORK_SECURITY_GROUP", value = group.id } }

  # group: whose rule it is; peer: the other end; ports: from and to, or all of them.
  fixed_rules = {
    "nodes to the API"                      = { group = "endpoint", direction = "INGRESS", peer = local.group.nodes, protocol = local.tcp, ports = [6443, 6443] }
    "nodes to the control plane"            = { group = "endpoint", direction = "INGRESS", peer = local.group.nodes, protocol = local.tcp, ports = [12250, 12250] }
    "sizes of packets from nodes"           = { group = "endpoint", direction = "INGRESS", peer = local.group.nodes, protocol = local.icmp, ports = null }
    "control plane to Oracle's services"    = { group = "endpoint", direction = "EGRESS", peer = local.oracle_services, protocol = local.tcp, ports = [443, 443] }
    "control plane to kubelets and pods"    = { group = "endpoint", direction = "EGRESS", peer = local.group.nodes, protocol = local.tcp, ports = null }
    "sizes of packets to nodes"             = { group = "endpoint", direction = "EGRESS", peer = local.group.nodes, protocol = local.icmp, ports = null }
    "nodes among themselves, in"            = { group = "nodes", direction = "INGRESS", peer = local.group.nodes, protocol = "all", ports = null }
    "nodes among themselves, out"           = { group = "nodes", direction = "EGRESS", peer = local.group.nodes, protocol = "all", ports = null }
    "kubelets and pods from control plane"  = { group = "nodes", direction = "INGRESS", peer = local.group.endpoint, protocol = local.tcp, ports = null }
    "sizes of packets from anywhere"        = { group = "nodes", direction = "INGRESS", peer = local.anywhere, protocol = local.icmp, ports = null }
    "HTTP, with the address of the client"  = { group = "nodes", direction = "INGRESS", peer = local.anywhere, protocol = local.tcp, ports = [local.node_ports.http, local.node_ports.http] }
    "HTTPS, with the address of the client" = { group = "nodes", direction = "INGRESS", peer = local.anywhere, protocol = local.tcp, ports = [local.node_ports.https, local.node_ports.https] }
    "health of the ingress"                 = { group = "nodes", direction = "INGRESS", peer = local.group.ingress, protocol = local.tcp, ports = [local.node_health_port, local.node_health_port] }
    "nodes to anywhere"                     = { group = "nodes", direction = "EGRESS", peer = local.anywhere, protocol = local.tcp, ports = null }
    "sizes of packets to anywhere"          = { group = "nodes", direction = "EGRESS", peer = local.anywhere, protocol = local.icmp, ports = null }
    "HTTP"                                  = { group = "ingress", direction = "INGRESS", peer = local.anywhere, protocol = local.tcp, ports = [80, 80] }
    "HTTPS"                                 = { group = "ingress", direction = "INGRESS", peer = local.anywhere, protocol = local.tcp, ports = [443, 443] }
    "ingress to nodes"                      = { group = "ingress", direction = "EGRESS", peer = local.group.nodes, protocol = local.tcp, ports = [30000, 32767] }
    "PostgreSQL from nodes"                 = { group = "database", direction = "INGRESS", peer = local.group.nodes, protocol = local.tcp, ports = [5432, 5432] }
    "cache from nodes"                      = { group = "cache", direction = "INGRESS", peer = local.group.nodes, protocol = local.tcp, ports = [6379, 6379] }
  }

  rules = merge(local.fixed_rules, {
    for cidr in var.operator_cidrs : "operators at ${cidr}" => {
      group = "endpoint", direction = "INGRESS", peer = { kind = "CIDR_BLOCK", value = cidr }, protocol = local.tcp, ports = [6443, 6443]
    }
  })
}

resource "oci_core_network_security_group" "main" {
  for_each = toset(["endpoint", "nodes", "ingress", "database", "cache"])

  compartment_id = var.compartment_ocid
  vcn_id         = oci_core_vcn.main.id
  display_name   = "${var.name}-${each.key}"
}

resource "oci_core_network_security_group_security_rule" "main" {
  for_each = local.rules

  network_security_group_id = local.group[each.value.group].value
  description               = each.key
  direction                 = each.value.direction
  protocol                  = each.value.protocol
  source                    = each.value.direction == "INGRESS" ? each.value.peer.value : null
  source_type               = each.value.direction == "INGRESS" ? each.value.peer.kind : null
  destination               = each.value.direction == "EGRESS" ? each.value.peer.value : null
  destination_type          = each.value.direction == "EGRESS" ? each.value.peer.kind : null

  dynamic "tcp_options" {
    for_each = each.value.ports == null ? [] : [each.value.ports]
    content {
      destination_port_range {
        min = tcp_options.value[0]
        max = tcp_options.value[1]
      }
    }
  }

  # "Fragmentation needed": how ends find out how large a packet may be.
  dynamic "icmp_options" {
    for_each = each.value.protocol == local.icmp ? [3] : []
    content {
      type = icmp_options.value
      code = 4
    }
  }
}
