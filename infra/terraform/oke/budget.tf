# Somebody is told before it becomes dear.

resource "oci_budget_budget" "main" {
  provider = oci.home
  count    = var.monthly_budget > 0 ? 1 : 0

  compartment_id = var.tenancy_ocid
  display_name   = var.name
  amount         = var.monthly_budget
  reset_period   = "MONTHLY"
  target_type    = "COMPARTMENT"
  targets        = [var.compartment_ocid]
}

resource "oci_budget_alert_rule" "main" {
  provider = oci.home
  count    = var.monthly_budget > 0 ? 1 : 0

  budget_id      = oci_budget_budget.main[0].id
  display_name   = "${var.name}-forecast"
  type           = "FORECAST"
  threshold      = 100
  threshold_type = "PERCENTAGE"
  recipients     = join(",", var.budget_recipients)
  message        = "Pakaura will cost more this month than its budget."
}
