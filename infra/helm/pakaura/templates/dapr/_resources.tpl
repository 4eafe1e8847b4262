{{/*
Dapr's resources as infra/dapr has them (files/dapr is a copy, which a check holds in step), put into this release: with its
namespace and labels, and with secrets where a cluster has them. (dict "root" $ "file" "statestore.yaml")
*/}}
{{- define "pakaura.dapr" -}}
{{- $root := .root -}}
{{- range splitList "\n---\n" ($root.Files.Get (printf "files/dapr/%s" .file)) }}
{{- $resource := fromYaml . }}
{{- $_ := set $resource.metadata "namespace" $root.Release.Namespace }}
{{- $_ := set $resource.metadata "labels" (include "pakaura.labels" (dict "root" $root "name" $resource.metadata.name) | fromYaml) }}
{{- range (dig "spec" "metadata" (list) $resource) }}
{{- if kindIs "map" . }}
{{- with .secretKeyRef }}
{{- $_ := set . "key" (.key | upper | replace "-" "_") }}
{{- $_ := set . "name" (include "pakaura.secret" (dict "root" $root "kind" "services")) }}
{{- end }}
{{- end }}
{{- end }}
---
{{ toYaml $resource }}
{{- end }}
{{- end }}
