variable "domain" {
  description = "Host name that people open."
  type        = string
}

variable "registry" {
  description = "Where the six images are, without a slash at the end."
  type        = string
}

variable "node_count" {
  description = "How many nodes the cluster has."
  type        = number
}

variable "kafka_brokers" {
  description = "Addresses of managed Kafka, each host:port. Null: the chart's own broker."
  type        = list(string)
  default     = null
}

variable "kafka_partitions" {
  description = "Partitions of each topic of events on managed Kafka."
  type        = number
  default     = 6
}

variable "kafka_copies" {
  description = "How many brokers of managed Kafka keep an event."
  type        = number
  default     = 3
}

variable "database_host" {
  description = "Name of managed PostgreSQL, as its certificate has it. Null: the chart's own."
  type        = string
  default     = null
}

variable "cache_host" {
  description = "Name of the managed cache, as its certificate has it. Null: the chart's own Redis."
  type        = string
  default     = null
}

variable "api_server_cidr" {
  description = "Network that the API of Kubernetes is in."
  type        = string
}

variable "vcn_cidr" {
  description = "Network that managed Kafka, PostgreSQL and cache are in."
  type        = string
}
