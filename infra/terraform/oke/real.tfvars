# A real size: three nodes, and everything that keeps data managed, with a copy that takes over.

cluster_type = "ENHANCED_CLUSTER"

nodes = {
  count     = 3
  shape     = "VM.Standard.E5.Flex"
  ocpus     = 2
  memory_gb = 16
}

kafka = {
  brokers    = 3
  ocpus      = 2
  storage_gb = 100
}

postgres = {
  instances = 2
  ocpus     = 2
  memory_gb = 32
}

cache = {
  nodes     = 2
  memory_gb = 2
}
