SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The whole of the machine is given to one step at a time: the steps are parallel inside.
.NOTPARALLEL:

export CGO_ENABLED ?= 0
GOTOOL := go tool -modfile=tools/go.mod
BIN := demo/.data/bin

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# --- install ----------------------------------------------------------------------------------------------------

node_modules/.package-lock.json: package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

demo/preview/node_modules/.package-lock.json: demo/preview/package-lock.json
	npm ci --prefix demo/preview --no-audit --no-fund
	@touch $@

e2e/node_modules/.package-lock.json: e2e/package-lock.json
	PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix e2e --no-audit --no-fund
	@touch $@

bench/node_modules/.package-lock.json: bench/package-lock.json
	npm ci --prefix bench --no-audit --no-fund
	@touch $@

.PHONY: deps
deps: check-tools node_modules/.package-lock.json

.PHONY: check-tools
check-tools:
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); if (a < 20 || (a === 20 && b < 19)) { console.error("Node 20.19 or later is needed, this is " + process.version); process.exit(1); }'
	@command -v go > /dev/null || { echo "Go 1.26.5 or later is needed: https://go.dev/dl/" >&2; exit 1; }

# --- build ------------------------------------------------------------------------------------------------------

.PHONY: build
build: frontend backend ## Build the plugin into dist/ for this machine

.PHONY: frontend
frontend: deps
	@echo "==> front end"
	npm run --silent build

.PHONY: backend
backend: check-tools
	@echo "==> back end"
	$(GOTOOL) mage build:$$(go env GOOS)$$(test "$$(go env GOARCH)" = arm64 && echo ARM64 || true)

.PHONY: dist
dist: frontend ## Cross-compile the plugin and pack it as a zip
	@echo "==> back end, every platform"
	$(GOTOOL) mage build:linux build:linuxARM64 build:darwin build:darwinARM64 build:windows
	@command -v zip > /dev/null || { echo "zip is needed to pack the plugin" >&2; exit 1; }
	@rm -rf dist-zip && mkdir dist-zip && ln -s ../dist dist-zip/headroom-performance-app
	cd dist-zip && zip -qr "headroom-performance-app-$$(node -p 'require("../package.json").version').zip" headroom-performance-app && rm headroom-performance-app
	@ls dist-zip/*.zip

.PHONY: generate
generate: deps ## Generate JSON Schemas, TypeScript types, the reference of queries and the shipped alert rules
	go generate ./...
	npm run --silent generate:types
	npm run --silent generate:alerting

# --- demo -------------------------------------------------------------------------------------------------------

.PHONY: demo
demo: build demo-build ## Build everything and run it over the demo stack (GRAFANA_HOME=… for a real Grafana)
	@cd demo && .data/bin/demo

.PHONY: demo-build
demo-build: demo/preview/node_modules/.package-lock.json
	@echo "==> demo"
	npm run --silent --prefix demo/preview build
	cd demo && go build -o .data/bin/ ./cmd/stack ./cmd/preview ./cmd/demo

.PHONY: demo-data
demo-data: ## Write the demo's history for docker compose
	cd demo && go run ./cmd/data

# --- checks -----------------------------------------------------------------------------------------------------

.PHONY: test
test: deps lint test-frontend build test-dist test-backend demo-build test-demo test-browser ## Run every check
	@echo "==> all checks passed"

.PHONY: lint
lint: deps bench/node_modules/.package-lock.json
	@echo "==> lint"
	npm run --silent lint
	npm run --silent typecheck
	npm run --silent typecheck:floor
	npm run --silent --prefix bench typecheck
	npm run --silent deadcode
	test -z "$$(gofmt -l pkg docs provisioning demo Magefile.go | tee /dev/stderr)"
	$(GOTOOL) golangci-lint run ./pkg/...
	cd demo && go tool -modfile=../tools/go.mod golangci-lint run ./...

.PHONY: test-frontend
test-frontend: deps
	@echo "==> front end tests"
	npm run --silent test:ci
	npm run --silent generate:types -- --check
	npm run --silent generate:alerting -- --check

.PHONY: test-dist
test-dist: deps
	@echo "==> distribution"
	npm run --silent check:dist

.PHONY: test-backend
test-backend:
	@echo "==> back end tests"
	CGO_ENABLED=1 go test -race -timeout 10m ./pkg/... ./docs/... ./provisioning/...

.PHONY: test-demo
test-demo: demo/preview/node_modules/.package-lock.json
	@echo "==> demo and end-to-end tests"
	npm run --silent --prefix demo/preview typecheck
	npm run --silent --prefix demo/preview test
	cd demo && go test -timeout 20m ./...

.PHONY: test-browser
test-browser: e2e/node_modules/.package-lock.json
	@echo "==> browser tests"
	npm run --silent --prefix e2e typecheck
	@# Ports and data of its own, beside a running demo; the history is the end-to-end tests'.
	cd demo && DEMO_DATA_DIR=.data/endtoend DEMO_PROMETHEUS_PORT=19290 DEMO_POSTGRES_PORT=15632 PREVIEW_PORT=3110 \
		.data/bin/demo npm run --silent --prefix ../e2e test

.PHONY: bench
bench: build demo-build ## Measure what Headroom adds over its upstream queries
	cd demo && go run ./cmd/bench

.PHONY: clean
clean: ## Delete what was built (not what was installed)
	rm -rf dist dist-zip coverage demo/.data demo/preview/dist e2e/test-results
