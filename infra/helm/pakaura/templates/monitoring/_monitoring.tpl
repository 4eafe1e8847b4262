{{/* Of programs that watch: what a pod of each has. (dict "root" $ "name" "loki" "user" 10001) */}}
{{- define "pakaura.watcher" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- include "pakaura.podSecurity" . | nindent 2 }}
  {{- with .groups }}
  supplementalGroups: {{ toJson . }}
  {{- end }}
{{- include "pakaura.placement" . | nindent 0 }}
{{- end }}

{{/* The token of the pod's account, for what asks Kubernetes where pods are. */}}
{{- define "pakaura.accountVolume" -}}
- name: account
  projected:
    sources:
      - serviceAccountToken: { path: token, expirationSeconds: 3600 }
      - configMap:
          name: kube-root-ca.crt
          items: [{ key: ca.crt, path: ca.crt }]
      - downwardAPI:
          items: [{ path: namespace, fieldRef: { fieldPath: metadata.namespace } }]
{{- end }}

{{/* A password of the Secret pakaura-monitoring: given, or made once and kept. (dict "root" $ "name" "grafana") */}}
{{- define "pakaura.monitoringPassword" -}}
{{- $there := (lookup "v1" "Secret" .root.Release.Namespace "pakaura-monitoring") | default dict -}}
{{- $kept := dig "data" (printf "%s-password" .name) "" $there | b64dec -}}
{{- index .root.Values.monitoring.passwords .name | default $kept | default (randAlphaNum 40) -}}
{{- end }}

{{- define "pakaura.monitoringSecret" -}}
{{- .Values.monitoring.passwords.existing | default "pakaura-monitoring" -}}
{{- end }}

{{/* A claim of a StatefulSet: (dict "storage" .Values.monitoring.loki.storage) */}}
{{- define "pakaura.claim" -}}
- metadata:
    name: data
  spec:
    accessModes: [ReadWriteOnce]
    {{- with .storage.class }}
    storageClassName: {{ . }}
    {{- end }}
    resources: { requests: { storage: {{ .storage.size }} } }
{{- end }}

{{/* Where a pod stands, as labels of what it is asked for. */}}
{{- define "pakaura.podLabels" -}}
- { source_labels: [__meta_kubernetes_namespace], target_label: namespace }
- { source_labels: [__meta_kubernetes_pod_name], target_label: pod }
- { source_labels: [__meta_kubernetes_pod_label_app_kubernetes_io_name], target_label: service_name }
{{- end }}
