# How large it is: small.tfvars and real.tfvars set these.

variable "cluster_type" {
  description = "BASIC_CLUSTER costs nothing. ENHANCED_CLUSTER has an agreed availability, identities of workloads and nodes that are replaced in turn."
  type        = string
  default     = "ENHANCED_CLUSTER"

  validation {
    condition     = contains(["BASIC_CLUSTER", "ENHANCED_CLUSTER"], var.cluster_type)
    error_message = "BASIC_CLUSTER or ENHANCED_CLUSTER."
  }
}

variable "kubernetes_minor" {
  description = "Version of Kubernetes without its last part. The newest of it that Oracle offers is taken."
  type        = string
  default     = "1.34"

  validation {
    condition     = can(regex("^1\\.[0-9]+$", var.kubernetes_minor)) && try(tonumber(split(".", var.kubernetes_minor)[1]) >= 30, false)
    error_message = "A version such as 1.34; the chart wants 1.30 or newer."
  }
}

variable "nodes" {
  description = "The machines of the cluster: how many, of which flexible shape, each with how many OCPUs, gigabytes of memory and of boot volume."
  type = object({
    count          = number
    shape          = optional(string, "VM.Standard.E5.Flex")
    ocpus          = number
    memory_gb      = number
    boot_volume_gb = optional(number, 50)
  })

  validation {
    condition     = var.nodes.count >= 1 && var.nodes.count <= 100 && floor(var.nodes.count) == var.nodes.count
    error_message = "From 1 to 100 nodes."
  }
  validation {
    condition     = can(regex("^VM\\..*\\.Flex$", var.nodes.shape))
    error_message = "A flexible shape of a virtual machine, such as VM.Standard.E5.Flex or VM.Standard.A1.Flex."
  }
  validation {
    condition     = var.nodes.count * var.nodes.ocpus >= 2 && var.nodes.count * var.nodes.memory_gb >= 8
    error_message = "All nodes together need 2 OCPUs and 8 GB of memory at the least."
  }
  validation {
    condition     = var.nodes.boot_volume_gb >= 50
    error_message = "A boot volume has 50 GB at the least."
  }
}

variable "kafka" {
  description = "Managed Kafka: version, number of brokers, and OCPUs and gigabytes of storage of each. Three brokers or more keep every event three times. Null: the chart runs a broker of its own."
  type = object({
    version           = optional(string, "4.0.0")
    brokers           = number
    ocpus             = number
    storage_gb        = number
    partitions        = optional(number, 6)
    superuser_enabled = optional(bool, true)
  })
  default = null

  validation {
    condition     = var.kafka == null || try(var.kafka.brokers == 1 || var.kafka.brokers >= 3 && var.kafka.brokers <= 24, false)
    error_message = "One broker, or from 3 to 24."
  }
  validation {
    condition     = var.kafka == null || can(regex("^([4-9]|[1-9][0-9])\\.[0-9]+\\.[0-9]+$", var.kafka.version))
    error_message = "A version such as 4.0.0: from 4 on, Kafka coordinates itself (KRaft)."
  }
  validation {
    condition     = var.kafka == null || try(var.kafka.ocpus >= 1 && var.kafka.storage_gb >= 50 && var.kafka.partitions >= 1 && var.kafka.partitions <= 1000, false)
    error_message = "One OCPU or more, 50 GB or more, 1 to 1000 partitions."
  }
}

variable "postgres" {
  description = "Managed PostgreSQL: version, shape, number of instances (two: one stands by), OCPUs and gigabytes of memory of each, and for how many days backups are kept. Null: the chart runs one of its own."
  type = object({
    version             = optional(string, "16")
    shape               = optional(string, "PostgreSQL.VM.Standard.E5.Flex")
    instances           = number
    ocpus               = number
    memory_gb           = number
    backup_days         = optional(number, 14)
    regionally_durable  = optional(bool, true)
    availability_domain = optional(string)
  })
  default = null

  validation {
    condition     = var.postgres == null || can(regex("^(1[6-9]|[2-9][0-9])$", var.postgres.version))
    error_message = "PostgreSQL 16 or newer, by its main version."
  }
  validation {
    condition     = var.postgres == null || try(var.postgres.instances >= 1 && var.postgres.ocpus >= 1 && var.postgres.memory_gb >= 16, false)
    error_message = "One instance or more, each with an OCPU and 16 GB of memory at the least."
  }
  validation {
    condition     = var.postgres == null || try(var.postgres.backup_days >= 1 && var.postgres.backup_days <= 35, false)
    error_message = "Backups are kept for 1 to 35 days."
  }
  validation {
    condition     = var.postgres == null || try(var.postgres.regionally_durable != (var.postgres.availability_domain != null), false)
    error_message = "Storage lies either in the whole region or in one availability domain, which then has to be named."
  }
}

variable "cache" {
  description = "OCI Cache for short-lived state: engine, nodes (two: one is a replica) and gigabytes of memory of each. Null: the chart runs a Redis of its own."
  type = object({
    engine    = optional(string, "VALKEY_7_2")
    nodes     = number
    memory_gb = number
  })
  default = null

  validation {
    condition     = var.cache == null || try(contains(["REDIS_7_0", "VALKEY_7_2", "VALKEY_8_1"], var.cache.engine), false)
    error_message = "REDIS_7_0, VALKEY_7_2 or VALKEY_8_1."
  }
  validation {
    condition     = var.cache == null || try(var.cache.nodes >= 1 && var.cache.nodes <= 5 && var.cache.memory_gb >= 2, false)
    error_message = "From 1 to 5 nodes with 2 GB of memory or more."
  }
}

variable "cache_password_sha256" {
  description = "SHA-256 of the password of the cache, in hexadecimal, from `node infra/terraform/oke-secrets.ts cache-hash`: the password itself comes nowhere near Terraform."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.cache_password_sha256 == null || can(regex("^[0-9a-f]{64}$", var.cache_password_sha256))
    error_message = "64 hexadecimal digits in small letters, as `sha256sum` prints them."
  }
}
