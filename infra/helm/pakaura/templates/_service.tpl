{{/*
What a service of ours is: a Deployment beside a sidecar, a Service, an account without rights but to read its own Secrets,
and what keeps it there. Each takes (dict "root" $ "name" "api"); "plain" is true of the frontend, which has no sidecar.
*/}}

{{- define "pakaura.deployment" -}}
{{- $own := index .root.Values .name -}}
{{- $pods := .root.Values.pods -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "pakaura.metadata" . | nindent 2 }}
spec:
  {{- if not (dig "autoscaling" "enabled" false $own) }}
  replicas: {{ $own.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  strategy:
    # Never fewer than there were.
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
  selector:
    matchLabels:
      {{- include "pakaura.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "pakaura.labels" . | nindent 8 }}
      annotations:
        kubectl.kubernetes.io/default-container: {{ .name }}
        checksum/settings: {{ include "pakaura.settings" .root | sha256sum }}
        checksum/secrets: {{ include "pakaura.secretsDigest" .root }}
        {{- if not .plain }}
        # A sidecar reads its resources when it starts.
        checksum/dapr: {{ printf "%s%s%s" (.root.Files.Glob "files/dapr/*").AsConfig (toJson .root.Values.dapr) (toJson .root.Values.redis) | sha256sum }}
        {{- include "pakaura.sidecar" . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ .name }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ add $pods.preStopSeconds $pods.drainSeconds 30 }}
      {{- include "pakaura.pullSecrets" . | nindent 6 }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        runAsGroup: 65532
        fsGroup: 65532
        seccompProfile: { type: RuntimeDefault }
      topologySpreadConstraints:
        {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
        - topologyKey: {{ . }}
          maxSkew: 1
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "pakaura.selector" $ | nindent 14 }}
        {{- end }}
      {{- include "pakaura.placement" . | nindent 6 }}
      containers:
        - name: {{ .name }}
          image: {{ include "pakaura.image" . }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          securityContext:
            {{- include "pakaura.contained" . | nindent 12 }}
          envFrom:
            - configMapRef: { name: pakaura-settings }
          env:
            {{- include "pakaura.environment" . | nindent 12 }}
          ports:
            - { name: http, containerPort: 3000 }
            - { name: internal, containerPort: 3001 }
          # It waits for its database and its secrets.
          startupProbe:
            httpGet: { path: /health/live, port: internal }
            periodSeconds: 2
            timeoutSeconds: 2
            failureThreshold: {{ div (add $pods.startSeconds 60) 2 }}
          # Whether it answers at all, whatever becomes of others.
          livenessProbe:
            httpGet: { path: /health/live, port: internal }
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: { path: /health/ready, port: internal }
            periodSeconds: 3
            timeoutSeconds: 5
            failureThreshold: 3
          lifecycle:
            preStop:
              sleep: { seconds: {{ $pods.preStopSeconds }} }
          resources:
            {{- toYaml $own.resources | nindent 12 }}
          volumeMounts:
            - { name: tmp, mountPath: /tmp }
            {{- if .root.Values.authorities }}
            - { name: authorities, mountPath: /authorities, readOnly: true }
            {{- end }}
      volumes:
        - name: tmp
          emptyDir: { sizeLimit: 256Mi }
        {{- if .root.Values.authorities }}
        - name: authorities
          configMap: { name: {{ .root.Values.authorities }} }
        {{- end }}
        {{- if not .plain }}
        # For the sidecar alone, which reads the Secrets of the service by it.
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
{{- end }}

{{- define "pakaura.environment" -}}
- { name: DRAIN_SECONDS, value: {{ .root.Values.pods.drainSeconds | quote }} }
{{- if .root.Values.authorities }}
- { name: NODE_EXTRA_CA_CERTS, value: /authorities/ca.crt }
{{- end }}
{{- if .plain }}
- { name: API_URL, value: "http://api:3000" }
- { name: GATEWAY_URL, value: "http://websocket-gateway:3000" }
{{- else }}
- { name: DAPR_HTTP_PORT, value: "3500" }
- { name: SECRETS, value: {{ include "pakaura.secretsOf" . | quote }} }
- { name: SCHEMA_WAIT_SECONDS, value: {{ .root.Values.pods.startSeconds | quote }} }
{{- range $name, $kind := dict "DAPR_API_TOKEN" "daprToken" "APP_API_TOKEN" "appToken" }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef: { name: {{ include "pakaura.secret" (dict "root" $.root "kind" $kind) }}, key: token }
{{- end }}
- name: POD_NAME
  valueFrom: { fieldRef: { fieldPath: metadata.name } }
{{- if eq .name "websocket-gateway" }}
# By which its replicas reach each other.
- name: POD_IP
  valueFrom: { fieldRef: { fieldPath: status.podIP } }
{{- end }}
{{- if eq .name "api" }}
# For operators, who see consumer groups and set them back: no other service speaks to Kafka itself.
- { name: KAFKA_BROKERS, value: {{ include "pakaura.kafka.brokers" .root | quote }} }
- { name: KAFKA_USERNAME, value: {{ include "pakaura.kafka.username" .root | quote }} }
- { name: KAFKA_SASL_MECHANISM, value: {{ include "pakaura.kafka.mechanism" .root | quote }} }
- { name: KAFKA_TLS, value: {{ include "pakaura.kafka.tls" .root | quote }} }
{{- end }}
{{- end }}
{{- end }}

{{/* What Dapr's injector makes the sidecar by. */}}
{{- define "pakaura.sidecar" -}}
{{- $resources := .root.Values.dapr.sidecar.resources -}}
dapr.io/enabled: "true"
dapr.io/app-id: {{ include "pakaura.appId" . }}
dapr.io/app-port: "3001"
dapr.io/config: pakaura
dapr.io/enable-native-sidecar: "true"
dapr.io/api-token-secret: {{ include "pakaura.secret" (dict "root" .root "kind" "daprToken") }}
dapr.io/app-token-secret: {{ include "pakaura.secret" (dict "root" .root "kind" "appToken") }}
dapr.io/enable-app-health-check: "true"
dapr.io/app-health-check-path: /health/live
dapr.io/app-health-probe-interval: "2"
dapr.io/app-health-probe-timeout: "1500"
{{- /* Later than the liveness probe ends an app that hangs: one that comes back by itself can lose a topic for good (decision 18). */}}
dapr.io/app-health-threshold: "45"
dapr.io/log-as-json: "true"
dapr.io/sidecar-seccomp-profile-type: RuntimeDefault
dapr.io/sidecar-cpu-request: {{ $resources.requests.cpu | quote }}
dapr.io/sidecar-cpu-limit: {{ $resources.limits.cpu | quote }}
dapr.io/sidecar-memory-request: {{ $resources.requests.memory | quote }}
dapr.io/sidecar-memory-limit: {{ $resources.limits.memory | quote }}
dapr.io/volume-mounts: account:/var/run/secrets/kubernetes.io/serviceaccount{{ if .root.Values.authorities }},authorities:/authorities{{ end }}
# What infra/dapr refers to by envRef.
dapr.io/env: >-
  KAFKA_BROKERS={{ include "pakaura.kafka.brokers" .root }},KAFKA_USERNAME={{ include "pakaura.kafka.username" .root }},KAFKA_SASL_MECHANISM={{ include "pakaura.kafka.mechanism" .root }},KAFKA_DISABLE_TLS={{ ternary "false" "true" (eq (include "pakaura.kafka.tls" .root) "true") }}
  {{- if eq .root.Values.dapr.statestore.type "redis" }},REDIS_HOST={{ include "pakaura.redis.host" .root }}{{ end }}
  {{- with .root.Values.settings.OTEL_EXPORTER_OTLP_ENDPOINT }},OTEL_EXPORTER_OTLP_ENDPOINT={{ . }},OTEL_EXPORTER_OTLP_INSECURE={{ hasPrefix "http:" . }},OTEL_EXPORTER_OTLP_PROTOCOL=http{{ end }}
  {{- if .root.Values.authorities }},SSL_CERT_DIR=/etc/ssl/certs:/authorities{{ end }}
{{- end }}

{{- define "pakaura.service" -}}
{{- $entry := and .plain .root.Values.frontendService -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "pakaura.metadata" . | nindent 2 }}
spec:
  type: {{ dig "type" "ClusterIP" ($entry | default dict) }}
  selector:
    {{- include "pakaura.selector" . | nindent 4 }}
  ports:
    {{- if has .name (list "api" "frontend" "websocket-gateway") }}
    - name: http
      port: 3000
      targetPort: http
      {{- with dig "nodePort" 0 ($entry | default dict) }}
      nodePort: {{ . }}
      {{- end }}
    {{- end }}
    {{- if eq (dig "type" "ClusterIP" ($entry | default dict)) "ClusterIP" }}
    # Health, metrics, and what a token opens.
    - { name: internal, port: 3001, targetPort: internal }
    {{- end }}
{{- end }}

{{- define "pakaura.account" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "pakaura.metadata" . | nindent 2 }}
automountServiceAccountToken: false
{{- if not .plain }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  {{- include "pakaura.metadata" . | nindent 2 }}
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get]
    resourceNames:
      {{- range splitList "," (include "pakaura.secretsOf" .) }}
      - {{ . }}
      {{- end }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  {{- include "pakaura.metadata" . | nindent 2 }}
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{ .name }} }
subjects:
  - { kind: ServiceAccount, name: {{ .name }}, namespace: {{ .root.Release.Namespace }} }
{{- end }}
{{- end }}

{{- define "pakaura.scaling" -}}
{{- $own := index .root.Values .name -}}
{{- $scaling := $own.autoscaling | default (dict "enabled" false) -}}
{{- if or $scaling.enabled (gt (int $own.replicas) 1) }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "pakaura.metadata" . | nindent 2 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "pakaura.selector" . | nindent 6 }}
{{- end }}
{{- if $scaling.enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "pakaura.metadata" . | nindent 2 }}
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: {{ .name }} }
  minReplicas: {{ $scaling.min }}
  maxReplicas: {{ $scaling.max }}
  metrics:
    # Of the service alone, not of its sidecar.
    - type: ContainerResource
      containerResource:
        name: cpu
        container: {{ .name }}
        target: { type: Utilization, averageUtilization: {{ $scaling.cpuPercent }} }
  behavior:
    scaleDown: { stabilizationWindowSeconds: 300 }
{{- end }}
{{- end }}
