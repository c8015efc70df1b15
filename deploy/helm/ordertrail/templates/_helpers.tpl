{{/* What is fixed for each service: port, database, role of the secret, seconds for requests on the way down, and what it needs. */}}
{{- define "ordertrail.fixed" -}}
order-intake: {port: 8080, database: intake, shutdown: 40s, panels: true, operator: true, api: true}
status-poller: {port: 8081, database: poller, shutdown: 30s, panels: true, operator: true, api: false}
refill-manager: {port: 8082, database: refill, shutdown: 40s, panels: true, operator: true, api: false}
notifier: {port: 8083, database: notifier, shutdown: 30s, panels: false, operator: true, api: true}
{{- end -}}

{{- define "ordertrail.labels" -}}
app.kubernetes.io/part-of: ordertrail
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}
