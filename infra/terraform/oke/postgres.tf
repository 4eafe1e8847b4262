# Managed PostgreSQL. Its administrator owns the tables; the services get a role with fewer rights from the migrations.

resource "oci_psql_db_system" "main" {
  count = var.postgres == null ? 0 : 1

  compartment_id              = var.compartment_ocid
  display_name                = "${var.name}-database"
  db_version                  = var.postgres.version
  system_type                 = "OCI_OPTIMIZED_STORAGE"
  shape                       = var.postgres.shape
  instance_count              = var.postgres.instances
  instance_ocpu_count         = var.postgres.ocpus
  instance_memory_size_in_gbs = var.postgres.memory_gb

  credentials {
    username = "pakaura"
    password_details {
      password_type  = "VAULT_SECRET"
      secret_id      = oci_vault_secret.database_owner[0].id
      secret_version = oci_vault_secret.database_owner[0].current_version_number
    }
  }

  network_details {
    subnet_id = oci_core_subnet.main["data"].id
    nsg_ids   = [oci_core_network_security_group.main["database"].id]
  }

  storage_details {
    system_type           = "OCI_OPTIMIZED_STORAGE"
    is_regionally_durable = var.postgres.regionally_durable
    availability_domain   = var.postgres.availability_domain
  }

  management_policy {
    maintenance_window_start = "sun 03:00"
    backup_policy {
      kind           = "DAILY"
      backup_start   = "01:00"
      retention_days = var.postgres.backup_days
    }
  }

  timeouts {
    create = "60m"
    update = "60m"
    delete = "60m"
  }

  lifecycle {
    # All that people wrote is here.
    prevent_destroy = true
    # The first password is of use once; a new version of the secret must not make a new database.
    ignore_changes = [credentials]
  }
}

data "oci_psql_db_system_connection_detail" "main" {
  count = var.postgres == null ? 0 : 1

  db_system_id = oci_psql_db_system.main[0].id
}
