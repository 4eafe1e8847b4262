# Pakaura on a Kubernetes of this machine: docs/kubernetes.md. Each command is a script that can be run without make.

.PHONY: build-all deploy-local undeploy-local status

build-all: ## The six images, into the cluster that kubectl points to
	infra/helm/local/build-all.sh

deploy-local: ## Dapr and Pakaura, and where to open it
	infra/helm/local/deploy.sh

undeploy-local: ## Pakaura away; its data stays, unless DATA=remove
	infra/helm/local/undeploy.sh

status: ## Pods, Dapr's resources and topics
	infra/helm/local/status.sh
