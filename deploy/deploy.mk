# Targets for deploy/. Included by the Makefile.

KUSTOMIZE_VERSION := v5.8.2
KUBECONFORM_VERSION := v0.7.0
CYCLONEDX_VERSION := v1.10.0
KUBERNETES_VERSION := 1.36.3
KUSTOMIZE := $(CURDIR)/bin/tools/kustomize-$(KUSTOMIZE_VERSION)/kustomize
KUBECONFORM := $(CURDIR)/bin/tools/kubeconform-$(KUBECONFORM_VERSION)/kubeconform
CYCLONEDX := $(CURDIR)/bin/tools/cyclonedx-gomod-$(CYCLONEDX_VERSION)/cyclonedx-gomod
APISERVER := $(CURDIR)/bin/tools/kube-apiserver-v$(KUBERNETES_VERSION)/kube-apiserver
DEPLOY_TOOLS := $(KUSTOMIZE) $(KUBECONFORM)

# promtool, amtool, prometheus and prometheus-alertmanager are Debian's.
.PHONY: deploy-check
deploy-check: build $(DEPLOY_TOOLS) ## try everything in deploy/, with a real Kafka, Prometheus and Alertmanager
	cd deploy/check && PATH="$(subst $() ,:,$(dir $(DEPLOY_TOOLS))):$$PATH" \
		../kafka-test/with-kafka $(GOTEST) -count=1 ./...

PROMETHEUS_RULE := deploy/k8s/components/prometheus-operator/prometheusrule.yaml
.PHONY: deploy-generate
deploy-generate: ## make the PrometheusRule from the rules
	{ \
		printf '%s\n' \
			'# Made from deploy/prometheus/rules.yml by "make deploy-generate"; do not edit.' \
			'apiVersion: monitoring.coreos.com/v1' 'kind: PrometheusRule' 'metadata:' '  name: dragoman' 'spec:'; \
		sed -e '/^#/d' -e 's/^./  &/' deploy/prometheus/rules.yml; \
	} >$(PROMETHEUS_RULE)

.PHONY: deploy-schemas
deploy-schemas: ## make the schemas of Kubernetes' and the operators' resources from their definitions
	rm -rf bin/api deploy/check/schemas
	deploy/check/schemagen/fetch bin/api
	cd deploy/check && go run ./schemagen -openapi ../../bin/api/swagger.json -out schemas ../../bin/api/crds/*.yaml

.PHONY: deploy-image
deploy-image: $(CYCLONEDX) ## build the image without a registry, and try it; needs root and Debian's buildah
	CYCLONEDX=$(CYCLONEDX) deploy/docker/build

.PHONY: deploy-apiserver
deploy-apiserver: $(APISERVER) ## have a real kube-apiserver take the manifests; builds one, which takes many minutes; needs etcd, kubectl, Java 21
	[ -d bin/api ] || deploy/check/schemagen/fetch bin/api
	deploy/check/apiserver $(APISERVER)

$(KUSTOMIZE):
	GOFLAGS= CGO_ENABLED=0 GOBIN=$(@D) go install sigs.k8s.io/kustomize/kustomize/v5@$(KUSTOMIZE_VERSION)

$(KUBECONFORM):
	GOFLAGS= CGO_ENABLED=0 GOBIN=$(@D) go install github.com/yannh/kubeconform/cmd/kubeconform@$(KUBECONFORM_VERSION)

$(CYCLONEDX):
	GOFLAGS= CGO_ENABLED=0 GOBIN=$(@D) go install github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@$(CYCLONEDX_VERSION)

# Kubernetes' own module names its parts by folders; here they are the modules that
# these parts are published as. A server without a version takes no manifests.
KUBERNETES_TAG := k8s.io/component-base/version
$(APISERVER):
	mkdir -p $(@D)/src
	cd $(@D)/src && rm -f go.mod go.sum && go mod init apiserver && \
		go mod edit -require=k8s.io/kubernetes@v$(KUBERNETES_VERSION) && \
		parts=$$(sed -nE 's,^\s+(k8s.io/[^ ]+) => \./staging/.*,\1,p' "$$(go mod download -json k8s.io/kubernetes@v$(KUBERNETES_VERSION) | sed -n 's/^\t"GoMod": "\(.*\)",$$/\1/p')") && \
		for part in $$parts; do go mod edit -replace="$$part=$$part@v0$(KUBERNETES_VERSION:1%=%)"; done && \
		GOFLAGS=-mod=mod CGO_ENABLED=0 go build -trimpath -o $@ \
			-ldflags "-s -w -X $(KUBERNETES_TAG).gitVersion=v$(KUBERNETES_VERSION) -X $(KUBERNETES_TAG).gitMajor=1 -X $(KUBERNETES_TAG).gitMinor=36" \
			k8s.io/kubernetes/cmd/kube-apiserver
