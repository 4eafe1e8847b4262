# The smallest: one node within what is Always Free, and Kafka, PostgreSQL and Redis as pods on it.
# docs/oke.md says what of it is not free, and what it does not survive.

cluster_type = "BASIC_CLUSTER"

nodes = {
  count     = 1
  shape     = "VM.Standard.A1.Flex"
  ocpus     = 2
  memory_gb = 12
}
