{{/* What of our services is the same for all: labels, images, names of Secrets and of their keys. */}}

{{- define "pakaura.labels" -}}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: pakaura
{{ include "pakaura.selector" . }}
{{- end }}

{{- define "pakaura.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/name: {{ .name }}
{{- end }}

{{/* Name, namespace and labels of a resource: (dict "root" $ "name" "api"), and "part" for another name. */}}
{{- define "pakaura.metadata" -}}
name: {{ .part | default .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "pakaura.labels" . | nindent 2 }}
{{- end }}

{{/* The image of a service of ours. A digest goes before a tag. */}}
{{- define "pakaura.image" -}}
{{- $own := (index .root.Values .name).image -}}
{{- $repository := printf "%s/%s" .root.Values.image.registry .name -}}
{{- if $own.digest -}}
{{ $repository }}@{{ $own.digest }}
{{- else -}}
{{ $repository }}:{{ $own.tag | default .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "pakaura.pullSecrets" -}}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* The app id of a service, which is also its consumer group. */}}
{{- define "pakaura.appId" -}}
{{- if has .name (list "api" "websocket-gateway") }}{{ .name }}{{ else }}{{ .name }}-service{{ end -}}
{{- end }}

{{/* The Secret of this kind: services, sessions, mail, model, owner, daprToken, appToken. */}}
{{- define "pakaura.secret" -}}
{{- $own := dict "services" "pakaura-services" "sessions" "pakaura-sessions" "mail" "pakaura-mail" "model" "pakaura-model" "owner" "pakaura-owner" "daprToken" "dapr-api-token" "appToken" "app-api-token" -}}
{{- index .root.Values.secrets.existing .kind | default (index $own .kind) -}}
{{- end }}

{{/*
Whose which address is: the gateway's first, then the API's, which the web server knows as well (apps/web-server/create-web-server.ts), then the web app's.
*/}}
{{- define "pakaura.ways" -}}
- [/ws, websocket-gateway]
- [/api/v1/events/stream, websocket-gateway]
- [/api, api]
- [/mcp, api]
- [/.well-known/oauth-authorization-server, api]
- [/.well-known/oauth-protected-resource, api]
- [/, frontend]
{{- end }}

{{/* Whether there is a key for the model behind the assistant. */}}
{{- define "pakaura.hasModelKey" -}}
{{- $values := .Values.secrets.values -}}
{{- if or .Values.secrets.existing.model $values.COHERE_API_KEY $values.ASSISTANT_API_KEY }}true{{ end -}}
{{- end }}

{{/* Which Secrets a service reads, by Dapr's secret store: names separated by commas. */}}
{{- define "pakaura.secretsOf" -}}
{{- $kinds := list "services" -}}
{{- if has .name (list "api" "websocket-gateway") }}{{ $kinds = append $kinds "sessions" }}{{ end -}}
{{- if has .name (list "api" "notification") }}{{ $kinds = append $kinds "mail" }}{{ end -}}
{{- if and (eq .name "api") (include "pakaura.hasModelKey" .root) }}{{ $kinds = append $kinds "model" }}{{ end -}}
{{- $names := list -}}
{{- $root := .root -}}
{{- range $kinds }}{{ $names = append $names (include "pakaura.secret" (dict "root" $root "kind" .)) }}{{ end -}}
{{- $names | uniq | join "," -}}
{{- end }}

{{- define "pakaura.kafka.brokers" -}}
{{- if .Values.kafka.enabled }}kafka:9092{{ else }}{{ required "kafka.external.brokers is needed where kafka.enabled is false" .Values.kafka.external.brokers }}{{ end -}}
{{- end }}

{{- define "pakaura.kafka.username" -}}
{{- if .Values.kafka.enabled }}pakaura{{ else }}{{ .Values.kafka.external.username }}{{ end -}}
{{- end }}

{{- define "pakaura.kafka.mechanism" -}}
{{- if .Values.kafka.enabled }}PLAIN{{ else }}{{ .Values.kafka.external.mechanism }}{{ end -}}
{{- end }}

{{- define "pakaura.kafka.tls" -}}
{{- if and (not .Values.kafka.enabled) .Values.kafka.external.tls }}true{{ else }}false{{ end -}}
{{- end }}

{{- define "pakaura.redis.host" -}}
{{- if .Values.redis.enabled }}redis:6379{{ else }}{{ required "redis.external.host is needed where redis.enabled is false and the state store is redis" .Values.redis.external.host }}{{ end -}}
{{- end }}

{{/* The address of the database without who signs in: @host:port/name?parameters */}}
{{- define "pakaura.postgres.place" -}}
{{- $one := .Values.postgres -}}
{{- if $one.enabled -}}
@postgres:5432/{{ $one.database }}
{{- else -}}
@{{ required "postgres.external.host is needed where postgres.enabled is false" $one.external.host }}:{{ $one.external.port }}/{{ $one.database }}{{ with $one.external.parameters }}?{{ . }}{{ end }}
{{- end -}}
{{- end }}

{{/* Of containers that need nothing of the machine. */}}
{{- define "pakaura.contained" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{/* Of the pod of a program of others, which runs as this user: (dict "user" 999) */}}
{{- define "pakaura.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .user }}
runAsGroup: {{ .user }}
fsGroup: {{ .user }}
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "pakaura.placement" -}}
{{- with .root.Values.pods.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.pods.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Pods of this release with one of these names. */}}
{{- define "pakaura.pods" -}}
matchLabels: { app.kubernetes.io/instance: {{ .root.Release.Name }} }
matchExpressions: [{ key: app.kubernetes.io/name, operator: In, values: {{ .names | toJson }} }]
{{- end }}

{{/* Settings that are no secrets. */}}
{{- define "pakaura.settings" -}}
{{- range $name, $value := .Values.settings }}
{{ $name }}: {{ $value | toString | quote }}
{{- end }}
{{- end }}
