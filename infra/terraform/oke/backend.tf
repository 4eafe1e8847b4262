# The state lies in a versioned bucket, which is locked while somebody writes. Which bucket, of whom and where
# comes with `terraform init -backend-config=...`: docs/oke.md.
terraform {
  backend "oci" {
    key = "pakaura/oke.tfstate"
  }
}
