# The address that people come to. It stays when the load balancer before the ingress is made anew.

resource "oci_core_public_ip" "ingress" {
  compartment_id = var.compartment_ocid
  display_name   = "${var.name}-ingress"
  lifetime       = "RESERVED"

  lifecycle {
    # The load balancer takes the address; that is not ours to undo.
    ignore_changes = [private_ip_id]
  }
}

resource "oci_dns_zone" "main" {
  count = var.dns_zone == null ? 0 : 1

  compartment_id = var.compartment_ocid
  name           = var.dns_zone
  zone_type      = "PRIMARY"
}

resource "oci_dns_rrset" "ingress" {
  count = var.dns_zone == null ? 0 : 1

  zone_name_or_id = oci_dns_zone.main[0].id
  domain          = var.domain
  rtype           = "A"

  items {
    domain = var.domain
    rtype  = "A"
    rdata  = oci_core_public_ip.ingress.ip_address
    ttl    = 300
  }
}
