// Writes one strict JSON schema for each kind from the TypeScript types of the npm packages in node_modules, and from
// Strimzi's and the Barman Cloud plugin's custom resource definitions in crds/*.json; and the schema of GitHub's workflows, which
// an npm package has inside. See update.
import { createRequire } from "node:module";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [, , work, out] = process.argv;
const { createGenerator } = createRequire(join(work, "package.json"))("ts-json-schema-generator");

const kinds = [
  "kubernetes-models/apps/v1/Deployment",
  "kubernetes-models/v1/{Namespace,Service,ServiceAccount,ConfigMap,Secret}",
  "kubernetes-models/policy/v1/PodDisruptionBudget",
  "kubernetes-models/networking.k8s.io/v1/{NetworkPolicy,Ingress}",
  "@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/{Cluster,Database,ScheduledBackup}",
  "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute",
  "@kubernetes-models/keda/keda.sh/v1alpha1/{ScaledObject,TriggerAuthentication}",
  "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/{PodMonitor,PrometheusRule}",
].flatMap((path) => {
  const many = path.match(/^(.*)\{(.*)}$/);
  return many ? many[2].split(",").map((kind) => many[1] + kind) : [path];
});

function write(apiVersion, kind, schema) {
  const name = `${apiVersion.replace("/", "_")}_${kind}.json`;
  writeFileSync(join(out, name), JSON.stringify(schema, (key, value) => key === "description" && typeof value === "string" ? undefined : value) + "\n");
}

for (const path of kinds) {
  const kind = path.split("/").at(-1);
  const schema = createGenerator({
    path: join(work, "node_modules", path + ".d.ts"),
    type: "I" + kind,
    tsconfig: join(work, "tsconfig.json"),
    skipTypeCheck: true,
    additionalProperties: false,
    expose: "none",
  }).createSchema("I" + kind);
  const definition = schema.definitions["I" + kind] ?? schema;
  write(definition.properties.apiVersion.const, kind, schema);
}

function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== "object") return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  if (copy.properties && !copy["x-kubernetes-preserve-unknown-fields"] && copy.type === "object")
    copy.additionalProperties = false;
  return copy;
}

const metadata = JSON.parse(readFileSync(join(out, "v1_Namespace.json")));
for (const file of readdirSync(join(work, "crds"))) {
  const crd = JSON.parse(readFileSync(join(work, "crds", file)));
  for (const version of crd.spec.versions.filter((version) => version.name === "v1")) {
    const schema = strict(version.schema.openAPIV3Schema);
    schema.$schema = "http://json-schema.org/draft-07/schema#";
    schema.properties.apiVersion = { const: `${crd.spec.group}/v1` };
    schema.properties.kind = { const: crd.spec.names.kind };
    schema.properties.metadata = (metadata.definitions.INamespace ?? metadata).properties.metadata;
    schema.definitions = metadata.definitions;
    schema.required = [...new Set([...(schema.required ?? []), "apiVersion", "kind", "metadata"])];
    write(`${crd.spec.group}/v1`, crd.spec.names.kind, schema);
  }
}

// SchemaStore's schema of workflows is a text inside the compiled validator.
const validator = readFileSync(join(work, "node_modules/@action-validator/core/action_validator_bg.wasm")).toString("latin1");
const start = validator.lastIndexOf("{", validator.indexOf('"$id": "https://json.schemastore.org/github-workflow.json"'));
let depth = 0;
let quoted = false;
let end = start;
do {
  const character = validator[end];
  if (quoted) {
    if (character === "\\") end += 1;
    else if (character === '"') quoted = false;
  } else if (character === '"') quoted = true;
  else if (character === "{") depth += 1;
  else if (character === "}") depth -= 1;
  end += 1;
} while (depth > 0);
const workflow = JSON.parse(Buffer.from(validator.slice(start, end), "latin1").toString("utf8"));
writeFileSync(join(out, "github-workflow.json"), JSON.stringify(workflow, (key, value) => key === "description" && typeof value === "string" ? undefined : value) + "\n");
