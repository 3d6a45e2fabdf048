# What CI runs is what a developer runs: make check test.

GO      ?= go
MODULE  := github.com/dromedary-go/dromedary
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
COMMIT  ?= $(shell git rev-parse --short=12 HEAD 2>/dev/null)
DATE    ?= $(shell git log -1 --format=%cI 2>/dev/null)
STAMP   := -X $(MODULE)/runtime/cli.version=$(VERSION) -X $(MODULE)/runtime/cli.commit=$(COMMIT) -X $(MODULE)/runtime/cli.date=$(DATE)

MAX_BYTES := 40000000
MAX_LINES := 400

# Screenshots of the browser tests.
export DROMEDARY_SCREENSHOTS ?= $(CURDIR)/ci-output

# Packages with tests against real brokers and a real browser.
INTEGRATION = $(sort $(dir $(shell grep -rl --include='*_test.go' '^//go:build integration' .)))

.PHONY: build test test-tools check generate bench

build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "-s -w $(STAMP)" -o dromedary .

# Integration tests run one package after the other: a browser that shares the machine with a broker sees things late.
test: test-tools
	@mkdir -p "$(DROMEDARY_SCREENSHOTS)"
	$(GO) vet ./...
	$(GO) test -race ./...
	$(GO) vet -tags integration $(INTEGRATION)
	$(GO) test -race -tags integration -count=1 -p 1 -timeout 15m $(INTEGRATION)

# What the tests need beside Go: installed on Debian as root, named elsewhere.
test-tools:
	@.ci/test-tools

check: build
	@echo gofmt; files=$$(gofmt -l .); test -z "$$files" || { echo "error: not formatted:"; echo "$$files"; echo "hint: gofmt -w ."; exit 1; }
	$(GO) vet ./...
	$(GO) mod tidy -diff
	@.ci/generated
	@size=$$(wc -c < dromedary); echo "binary $$size bytes"; \
	test $$size -le $(MAX_BYTES) || { echo "error: the binary is larger than $(MAX_BYTES) bytes"; exit 1; }
	@find . -name '*.go' -not -path './.git/*' -exec wc -l {} + | awk '$$2 != "total" && $$1 >= $(MAX_LINES) { print "error: " $$2 " has " $$1 " lines, the limit is $(MAX_LINES)"; bad = 1 } END { exit bad }'

generate:
	$(GO) generate ./...

bench:
	$(GO) run ./bench $(BENCH)
