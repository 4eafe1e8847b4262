{{/*
Secrets that nobody gave are made at random, once: from then on those in the cluster are kept, over upgrades and beyond an
uninstallation, as the data that they open is kept as well. Without a cluster (helm template) each is another one every time.
*/}}
{{- define "pakaura.value" -}}
{{- $given := index .root.Values.secrets.values .name -}}
{{- $there := (lookup "v1" "Secret" .root.Release.Namespace .secret) | default dict -}}
{{- $kept := dig "data" (.key | default .name) "" $there | b64dec -}}
{{- $value := $given | default $kept | default (randAlphaNum 40) -}}
{{- if lt (len $value) 16 }}{{ fail (printf "secrets.values.%s has fewer than 16 characters" .name) }}{{ end -}}
{{- if not (regexMatch "^[A-Za-z0-9._~-]+$" $value) }}{{ fail (printf "secrets.values.%s has other characters than letters, digits and . _ ~ -" .name) }}{{ end -}}
{{- $value -}}
{{- end }}

{{/* Changes when given secrets do: pods then begin anew. */}}
{{- define "pakaura.secretsDigest" -}}
{{- dict "values" .Values.secrets "postgres" .Values.postgres | toJson | sha256sum -}}
{{- end }}
