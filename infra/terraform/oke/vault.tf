# Passwords are made and kept in the Vault; Terraform knows where they are and never what they are.

resource "oci_kms_vault" "main" {
  compartment_id = var.compartment_ocid
  display_name   = var.name
  vault_type     = "DEFAULT"
}

resource "oci_kms_key" "main" {
  compartment_id      = var.compartment_ocid
  display_name        = "${var.name}-secrets"
  management_endpoint = oci_kms_vault.main.management_endpoint
  # Keys that software protects cost nothing.
  protection_mode = "SOFTWARE"

  key_shape {
    algorithm = "AES"
    length    = 32
  }
}

# Made by the Vault itself.
resource "oci_vault_secret" "database_owner" {
  count = var.postgres == null ? 0 : 1

  compartment_id         = var.compartment_ocid
  vault_id               = oci_kms_vault.main.id
  key_id                 = oci_kms_key.main.id
  secret_name            = "${var.name}-database-owner"
  description            = "Password of the administrator of PostgreSQL"
  enable_auto_generation = true

  secret_generation_context {
    generation_type     = "PASSPHRASE"
    generation_template = "DBAAS_DEFAULT_PASSWORD"
    passphrase_length   = 30
    secret_template     = "%GENERATED_PASSPHRASE%"
  }
}

# As well. The cache is told its SHA-256 only: cache_password_sha256.
resource "oci_vault_secret" "cache" {
  count = var.cache == null ? 0 : 1

  compartment_id         = var.compartment_ocid
  vault_id               = oci_kms_vault.main.id
  key_id                 = oci_kms_key.main.id
  secret_name            = "${var.name}-cache"
  description            = "Password of the cache"
  enable_auto_generation = true

  secret_generation_context {
    generation_type     = "PASSPHRASE"
    generation_template = "SECRETS_DEFAULT_PASSWORD"
    passphrase_length   = 30
    secret_template     = "%GENERATED_PASSPHRASE%"
  }
}

# Begins with a placeholder, which Kafka replaces by the name and the password of the superuser that it makes.
resource "oci_vault_secret" "kafka_superuser" {
  count = var.kafka == null ? 0 : 1

  compartment_id = var.compartment_ocid
  vault_id       = oci_kms_vault.main.id
  key_id         = oci_kms_key.main.id
  secret_name    = "${var.name}-kafka-superuser"
  description    = "Superuser of Kafka, written by Kafka itself"

  secret_content {
    content_type = "BASE64"
    content      = base64encode("replaced by Kafka")
  }

  lifecycle {
    ignore_changes = [secret_content]
  }
}
