# Of the account. They belong into account.auto.tfvars, which git ignores.

variable "tenancy_ocid" {
  description = "OCID of the account (tenancy)."
  type        = string

  validation {
    condition     = can(regex("^ocid1\\.tenancy\\.[a-z0-9]+\\.", var.tenancy_ocid))
    error_message = "An OCID of a tenancy begins with ocid1.tenancy."
  }
}

variable "compartment_ocid" {
  description = "OCID of the compartment that all of this is made in."
  type        = string

  validation {
    condition     = can(regex("^ocid1\\.compartment\\.[a-z0-9]+\\.", var.compartment_ocid))
    error_message = "An OCID of a compartment begins with ocid1.compartment."
  }
}

variable "region" {
  description = "Region to run in, such as eu-frankfurt-1. What is Always Free is so in the home region only."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+(-[a-z]+)+-[0-9]+$", var.region))
    error_message = "A region is named like eu-frankfurt-1."
  }
}

variable "home_region" {
  description = "Home region of the account, where it is another than region: groups and policies are written there."
  type        = string
  default     = null

  validation {
    condition     = var.home_region == null || can(regex("^[a-z]+(-[a-z]+)+-[0-9]+$", var.home_region))
    error_message = "A region is named like eu-frankfurt-1."
  }
}

variable "config_file_profile" {
  description = "Profile of ~/.oci/config that has the key to sign requests with."
  type        = string
  default     = "DEFAULT"

  validation {
    condition     = can(regex("^[^\\s\\]\\[]+$", var.config_file_profile))
    error_message = "The name of a profile, as it stands between [ and ]."
  }
}

variable "domain" {
  description = "Host name that people open, such as tasks.example.org."
  type        = string

  validation {
    condition     = length(var.domain) <= 253 && can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain))
    error_message = "A host name in small letters with at least one dot, without https:// and without a path."
  }
}

variable "dns_zone" {
  description = "Zone to make for the domain, such as example.org or tasks.example.org. Null: the name is pointed at the address elsewhere."
  type        = string
  default     = null

  validation {
    condition     = var.dns_zone == null || var.domain == var.dns_zone || endswith(var.domain, ".${coalesce(var.dns_zone, "-")}")
    error_message = "The domain has to be the zone itself or a name in it."
  }
}

variable "operator_cidrs" {
  description = "Networks that the API of Kubernetes answers to, such as 203.0.113.7/32. Whoever comes has to sign in as well."
  type        = list(string)

  validation {
    condition     = length(var.operator_cidrs) > 0 && alltrue([for cidr in var.operator_cidrs : can(cidrnetmask(cidr))])
    error_message = "At least one IPv4 network, such as 203.0.113.7/32."
  }
}

variable "name" {
  description = "What the names of all resources begin with."
  type        = string
  default     = "pakaura"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "Three to twenty small letters, digits and hyphens, a letter first."
  }
}

variable "vcn_cidr" {
  description = "Addresses of the network. Each of the five subnets takes a part of it."
  type        = string
  default     = "10.60.0.0/16"

  validation {
    condition     = can(cidrnetmask(var.vcn_cidr)) && try(tonumber(split("/", var.vcn_cidr)[1]) <= 20, false)
    error_message = "An IPv4 network of /20 or larger, such as 10.60.0.0/16."
  }
}

variable "monthly_budget" {
  description = "Spending of the compartment in a month, in the account's currency, that budget_recipients are told of. 0: nobody is."
  type        = number
  default     = 0

  validation {
    condition     = var.monthly_budget >= 0
    error_message = "Zero or more."
  }
}

variable "budget_recipients" {
  description = "Addresses that the mail about the budget goes to."
  type        = list(string)
  default     = []

  validation {
    condition     = var.monthly_budget == 0 || length(var.budget_recipients) > 0
    error_message = "A budget is of use only if somebody is told."
  }
}
