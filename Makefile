# make help lists the targets. Go is all that is needed, but for test-kafka and
# deploy-check, which also need Java 17 and Maven, and what CONTRIBUTING.md names.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := build

include deploy/deploy.mk

# Where the sample stories are.
WIRES := processor/testdata/wires

# The tools that targets need, at the versions that they were tried with.
GOLANGCI_LINT_VERSION := v2.15.0
GOTESTSUM_VERSION := v1.13.0
GOLANGCI_LINT := bin/tools/golangci-lint-$(GOLANGCI_LINT_VERSION)/golangci-lint
GOTESTSUM := $(CURDIR)/bin/tools/gotestsum-$(GOTESTSUM_VERSION)/gotestsum

# What runs the tests; .ci/run counts them by "make GOTEST=…".
GOTEST ?= go test
# Time that each fuzz target gets.
FUZZTIME ?= 30s
# Benchmarks to run, a regular expression.
BENCH ?= .

.PHONY: help
help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 19

.PHONY: build
build: ## build bin/consumer and bin/producer
	go build -trimpath -o bin/ ./cmd/consumer ./cmd/producer

.PHONY: run
run: build ## replay the sample stories through an embedded Kafka, then serve until Ctrl-C
	bin/consumer demo --serve $(WIRES)

.PHONY: demo
demo: build ## the same, and end when all stories are read
	bin/consumer demo $(WIRES)

.PHONY: test
test: ## every test that needs only Go, with the race detector
	$(GOTEST) -race ./...

.PHONY: test-kafka
test-kafka: build ## the stream's tests and the sample on a real Apache Kafka, which it fetches, starts and stops
	deploy/kafka-test/with-kafka $(GOTEST) -race -count=1 ./internal/stream/...
	@if command -v kcat >/dev/null; then \
		deploy/kafka-test/with-kafka deploy/kafka-test/end-to-end $(WIRES); \
	else \
		echo "kcat is not installed: the sample is not sent over a real Kafka"; \
	fi

.PHONY: test-exactly-once
test-exactly-once: ## the stream's tests on a real Apache Kafka again, by exactly once
	deploy/kafka-test/with-kafka $(GOTEST) -race -count=1 ./internal/stream -exactly-once -test.skip 'Secured|OnKafka'

.PHONY: test-faults
test-faults: ## kill workers and brokers of a real Kafka at random, check every record and alert; LONG=1 for much more
	DRAGOMAN_TEST_KAFKA="$$(deploy/kafka-test/fetch)" $(GOTEST) -count=1 -timeout $(if $(LONG),4h,15m) -v ./internal/faults $(if $(LONG),-long)
	$(if $(LONG),$(GOTEST) -count=1 -v -run '^TestReceiverIsDown' ./internal/consumer -long)

.PHONY: eval
eval: ## score the detector on the corpora, or on GOLD=file,file
ifdef GOLD
	go run ./internal/eval/cmd/eval $(GOLD)
else
	go run ./internal/eval/cmd/eval --min internal/eval/floor.txt
endif

.PHONY: fit fit-article
fit: ## learn the detector's weights anew from the development corpora
	go run ./processor/internal/fit/cmd/fit internal/eval/testdata/corpus/*-dev.jsonl

fit-article: ## learn only which articles have no news, and keep the weights of sentences
	go run ./processor/internal/fit/cmd/fit -article internal/eval/testdata/corpus/*-dev.jsonl

.PHONY: eval-alerts
eval-alerts: ## score the stories that alerts are made of; STORIES=file for others
	@go test -count=1 -run '^TestStories' -v ./internal/alert $(if $(STORIES),-stories $(abspath $(STORIES))) | grep -vE '^(=== |PASS)'

.PHONY: bench
bench: ## run the benchmarks; BENCH=regexp chooses
	go test -run '^$$' -bench '$(BENCH)' -benchmem ./... | grep -vE '^(PASS|ok |\?)'

.PHONY: bench-stream
bench-stream: ## compare the stream with kafka-go and franz-go on one real Kafka
	go build -o bin/streambench ./internal/streambench
	deploy/kafka-test/with-kafka bin/streambench $(WIRES)

# Articles in each archive of bench-producer, and the archives; a million of
# "jsonl.zst,warc.gz" are some gigabytes.
ARTICLES ?= 20000
KINDS ?=
.PHONY: bench-producer
bench-producer: build ## the producer on archives of each kind, against decompressor and broker alone; ARTICLES=1000000 KINDS=jsonl.zst,warc.gz
	go run ./internal/wiretest/cmd/bench-producer -articles $(ARTICLES) $(if $(KINDS),-kinds $(KINDS))

.PHONY: fuzz
fuzz: ## run every fuzz target for FUZZTIME (30s)
	@go test -list '^Fuzz' ./... | awk ' \
		/^Fuzz/ { names[++n] = $$1 } \
		/^ok/   { for (i = 1; i <= n; i++) print $$2, names[i]; n = 0 }' \
	| while read -r package name; do \
		echo "== $$name in $$package"; \
		go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) "$$package" || exit 1; \
	done

.PHONY: check
check: check-generated check-text $(GOLANGCI_LINT) ## formatting, vet, lint, generated files, modules
	go mod verify
	go mod tidy -diff
	go vet ./...
	$(GOLANGCI_LINT) run ./...
	cd deploy/check && go mod tidy -diff && go vet ./... && ../../$(GOLANGCI_LINT) run ./...

# Generated files that need no network to make again. The names from CLDR do:
# "go generate ./processor/gazetteer" makes them from a pinned package.
.PHONY: check-generated
check-generated:
	@fresh=$$(mktemp -d); trap 'rm -rf "$$fresh"' EXIT; \
	go run ./events/internal/schemagen -source events -out "$$fresh"; \
	diff -ru events/schema "$$fresh" || { echo "events/schema is stale: go generate ./events"; exit 1; }

# What is true of one machine only: paths of homes, hosts of package registries.
LOCAL := /(root|work|home|tmp)(/|$$)|proxy[.]golang|sum[.]golang|repo1?[.]maven|maven[.]org|npm[j]s|pypi[.]org|deb[.]debian
.PHONY: check-text
check-text:
	@! git grep -nIE '$(LOCAL)' -- . ':!*.jsonl' || { echo "these lines hold on one machine only"; exit 1; }

.PHONY: fmt
fmt: $(GOLANGCI_LINT) ## format the code
	$(GOLANGCI_LINT) fmt ./...

.PHONY: clean
clean: ## remove what was built
	rm -rf bin

.PHONY: tools
tools: $(GOLANGCI_LINT) $(GOTESTSUM) $(DEPLOY_TOOLS) ## install the tools, into bin/tools

# Built without the flags of this build, so that all checkouts share one cache.
$(GOLANGCI_LINT):
	GOFLAGS= CGO_ENABLED=0 GOBIN=$(abspath $(@D)) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION)

$(GOTESTSUM):
	GOFLAGS= CGO_ENABLED=0 GOBIN=$(@D) go install gotest.tools/gotestsum@$(GOTESTSUM_VERSION)
