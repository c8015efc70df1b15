# docker buildx bake: all images, for both architectures, with SBOM and provenance. REGISTRY, VERSION and REVISION are variables.
variable "REGISTRY" { default = "registry.example.org/ordertrail" }
variable "VERSION" { default = "1.0.0-SNAPSHOT" }
variable "REVISION" { default = "unknown" }
variable "CREATED" { default = "" }

group "default" {
  targets = ["image"]
}

target "image" {
  matrix = {
    service = ["order-intake", "status-poller", "refill-manager", "notifier", "panel-simulator"]
  }
  name      = service
  context   = "."
  platforms = ["linux/amd64", "linux/arm64"]
  args = {
    SERVICE  = service
    VERSION  = VERSION
    REVISION = REVISION
    CREATED  = CREATED
    AOT      = "required"
  }
  tags   = ["${REGISTRY}/${service}:${VERSION}"]
  attest = ["type=sbom", "type=provenance,mode=max"]
}
