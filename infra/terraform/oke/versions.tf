# Everything that Pakaura needs on Oracle's cloud. docs/oke.md takes it step by step.

terraform {
  # The state's place, backend.tf, wants Terraform 1.12; with OpenTofu it is overridden (docs/oke.md).
  required_version = ">= 1.9"

  required_providers {
    oci = {
      source  = "oracle/oci"
      version = "~> 7.19"
    }
  }
}

provider "oci" {
  region              = var.region
  config_file_profile = var.config_file_profile
}

# Groups and policies are written in the home region of the account and read everywhere.
provider "oci" {
  alias               = "home"
  region              = coalesce(var.home_region, var.region)
  config_file_profile = var.config_file_profile
}
