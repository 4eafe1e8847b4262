{{/* A job by the image of the api, as who owns the tables: (dict "root" $ "part" "migrations-1" "arguments" (list)) */}}
{{- define "pakaura.migrations" -}}
backoffLimit: 8
activeDeadlineSeconds: 600
template:
  metadata:
    labels:
      {{- include "pakaura.labels" (dict "root" .root "name" "migrations") | nindent 6 }}
  spec:
    restartPolicy: {{ .restartPolicy }}
    automountServiceAccountToken: false
    enableServiceLinks: false
    {{- include "pakaura.pullSecrets" . | nindent 4 }}
    securityContext:
      {{- include "pakaura.podSecurity" (dict "user" 65532) | nindent 6 }}
    {{- include "pakaura.placement" . | nindent 4 }}
    containers:
      - name: migrations
        image: {{ include "pakaura.image" (dict "root" .root "name" "api") }}
        imagePullPolicy: {{ .root.Values.image.pullPolicy }}
        command: [/usr/local/bin/node, /app/migrate.mjs]
        args: {{ .arguments | toJson }}
        securityContext:
          {{- include "pakaura.contained" . | nindent 10 }}
        env:
          {{- if .root.Values.authorities }}
          - { name: NODE_EXTRA_CA_CERTS, value: /authorities/ca.crt }
          {{- end }}
          - name: MIGRATION_DATABASE_URL
            valueFrom:
              secretKeyRef: { name: {{ include "pakaura.secret" (dict "root" .root "kind" "owner") }}, key: MIGRATION_DATABASE_URL }
          - name: DATABASE_URL
            valueFrom:
              secretKeyRef: { name: {{ include "pakaura.secret" (dict "root" .root "kind" "services") }}, key: DATABASE_URL }
        resources:
          requests: { cpu: 50m, memory: 96Mi }
          limits: { cpu: "1", memory: 256Mi }
        volumeMounts:
          - { name: tmp, mountPath: /tmp }
          {{- if .root.Values.authorities }}
          - { name: authorities, mountPath: /authorities, readOnly: true }
          {{- end }}
    volumes:
      - name: tmp
        emptyDir: { sizeLimit: 16Mi }
      {{- if .root.Values.authorities }}
      - name: authorities
        configMap: { name: {{ .root.Values.authorities }} }
      {{- end }}
{{- end }}
