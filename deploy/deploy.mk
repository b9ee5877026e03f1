# Targets for deploy/. Included by the Makefile.

KUSTOMIZE_VERSION := v5.8.2
KUBECONFORM_VERSION := v0.7.0
KUSTOMIZE := $(CURDIR)/bin/tools/kustomize-$(KUSTOMIZE_VERSION)/kustomize
KUBECONFORM := $(CURDIR)/bin/tools/kubeconform-$(KUBECONFORM_VERSION)/kubeconform
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

$(KUSTOMIZE):
	GOFLAGS= CGO_ENABLED=0 GOBIN=$(@D) go install sigs.k8s.io/kustomize/kustomize/v5@$(KUSTOMIZE_VERSION)

$(KUBECONFORM):
	GOFLAGS= CGO_ENABLED=0 GOBIN=$(@D) go install github.com/yannh/kubeconform/cmd/kubeconform@$(KUBECONFORM_VERSION)
