# The two commands are `make demo` and `make test`; `make help` lists the rest.
# Both need the Rust toolchain, a C compiler (for the bundled SQLite and zstd) and a way to the registry of Rust packages, nothing else.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

CARGO ?= cargo
LISTEN ?= 127.0.0.1:8080
DEMO ?= demo-archive
# rust-version of Cargo.toml; the check below reads it from there.
WANTED := $(shell sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
# Warnings are errors here and in `make test` only, so that work in progress still builds.
# Links to private modules are for those who read the code.
RUSTDOC_STRICT := RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links"

say = @printf '\n==> %s\n' "$(1)"

.PHONY: help
help: ## list the targets
	@echo "fonds: a digital archive in one binary"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 22

.PHONY: tools
tools: ## check that what is needed is here, and say how to get what is not
	@if ! command -v $(CARGO) >/dev/null 2>&1; then \
	  if [ -x "$$HOME/.cargo/bin/cargo" ]; then \
	    echo "error: cargo is installed but not on the path"; \
	    echo "hint: run  . \"\$$HOME/.cargo/env\"  and try again"; \
	  else \
	    echo "error: the Rust toolchain is missing"; \
	    echo "hint: curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"; \
	  fi; exit 2; fi
	@have=$$(rustc --version | cut -d' ' -f2 | cut -d- -f1); \
	if [ "$$(printf '%s\n%s\n' "$(WANTED)" "$$have" | sort -V | head -n1)" != "$(WANTED)" ]; then \
	  echo "error: Rust $$have is too old; fonds needs $(WANTED)"; \
	  echo "hint: rustup update stable"; exit 2; fi
	@if ! command -v $${CC:-cc} >/dev/null 2>&1 && ! command -v gcc >/dev/null 2>&1 && ! command -v clang >/dev/null 2>&1; then \
	  echo "error: no C compiler; the bundled SQLite and zstd need one"; \
	  echo "hint: Debian and Ubuntu: sudo apt-get install gcc libc6-dev; Fedora: sudo dnf install gcc; macOS: xcode-select --install"; \
	  exit 2; fi

.PHONY: demo
demo: tools ## build, make the specimen archive in ./demo-archive and serve it (LISTEN=127.0.0.1:8080)
	$(call say,building fonds; the first time takes some minutes)
	$(CARGO) build -p fonds
	$(call say,the specimen archive; stop with Ctrl-C)
	$(CARGO) run --quiet -p fonds -- demo --folder $(DEMO) --listen $(LISTEN)

.PHONY: test
test: tools test-tools test-format test-lints test-docs test-programs test-examples ## every check and every test
	$(call say,all passed)

.PHONY: test-tools test-format test-lints test-docs test-programs test-examples
test-tools:
	@for part in fmt clippy; do $(CARGO) $$part --version >/dev/null 2>&1 || { \
	  echo "error: cargo $$part is missing"; echo "hint: rustup component add rustfmt clippy"; exit 2; }; done

test-format:
	$(call say,formatting)
	$(CARGO) fmt --all --check

test-lints:
	$(call say,lints)
	$(CARGO) clippy --workspace --all-targets --quiet -- -D warnings

test-docs:
	$(call say,documentation)
	$(RUSTDOC_STRICT) $(CARGO) doc --workspace --no-deps --quiet

test-programs:
	$(call say,tests)
	@if $(CARGO) nextest --version >/dev/null 2>&1; then \
	  $(CARGO) nextest run --workspace; \
	else \
	  echo "(cargo-nextest is not installed; running cargo test, which takes a little longer)"; \
	  $(CARGO) test --workspace --lib --bins --tests; \
	fi

test-examples:
	$(call say,examples in the documentation)
	$(CARGO) test --workspace --doc --quiet

.PHONY: test-long
test-long: test ## the tests, then the long loops (hundreds of kills) and a minute on each fuzz target
	$(call say,long loops)
	FONDS_LONG=1 $(CARGO) test --workspace --lib --bins --tests
	$(MAKE) fuzz

.PHONY: fuzz
fuzz: ## a minute on each fuzz target, where cargo-fuzz and a nightly toolchain are installed
	$(call say,fuzzing)
	@if [ ! -f fuzz/Cargo.toml ]; then echo "skipped: there are no fuzz targets yet"; \
	elif ! $(CARGO) +nightly fuzz --version >/dev/null 2>&1; then \
	  echo "skipped: fuzzing needs a nightly toolchain and cargo-fuzz"; \
	  echo "hint: rustup toolchain install nightly && cargo install cargo-fuzz"; \
	else for target in $$($(CARGO) +nightly fuzz list); do \
	  echo "-- $$target"; mkdir -p "fuzz/corpus/$$target"; \
	  $(CARGO) +nightly fuzz run "$$target" "fuzz/corpus/$$target" "fuzz/seeds/$$target" -- -max_total_time=60; done; fi

.PHONY: test-second-opinion
test-second-opinion: tools ## compare dates with the `edtf` package of Python, installed in target/second-opinion
	$(call say,a second opinion on dates)
	@if ! command -v python3 >/dev/null 2>&1; then echo "skipped: there is no python3"; \
	else [ -x target/second-opinion/bin/python ] || python3 -m venv target/second-opinion; \
	target/second-opinion/bin/python -c 'import edtf' 2>/dev/null || target/second-opinion/bin/pip install --quiet edtf==5.0.2; \
	FONDS_PYTHON="$$PWD/target/second-opinion/bin/python" $(CARGO) test -p fonds-model --lib second_opinion -- --nocapture; fi

.PHONY: measure
measure: tools ## the figures of speed and size, as a table (builds a release binary; some minutes)
	$(CARGO) xtask measure

.PHONY: docs
docs: tools ## the documentation of every crate, in target/doc
	$(RUSTDOC_STRICT) $(CARGO) doc --workspace --no-deps

.PHONY: book
book: ## check that every page of the manual is reachable; read it in book/src, or with mdbook
	@cd book/src; fail=0; for page in *.md; do \
	  [ "$$page" = SUMMARY.md ] || grep -q "($$page)" SUMMARY.md || { echo "error: $$page is not in SUMMARY.md"; fail=1; }; done; \
	for page in $$(grep -o '([a-z-]*\.md)' SUMMARY.md | tr -d '()'); do \
	  [ -f "$$page" ] || { echo "error: SUMMARY.md names $$page, which is not there"; fail=1; }; done; exit $$fail
	@if command -v mdbook >/dev/null 2>&1; then mdbook build book; else echo "the manual's pages are plain Markdown in book/src; begin with introduction.md"; fi

.PHONY: picture
picture: tools ## take the picture of the reading room anew (needs chromium)
	@browser=$$(command -v chromium || command -v chromium-browser || command -v google-chrome || true); \
	if [ -z "$$browser" ]; then echo "error: this target alone needs a browser"; echo "hint: sudo apt-get install chromium"; exit 2; fi; \
	$(CARGO) build --quiet -p fonds; \
	folder=$$(mktemp -d); trap 'kill $$server 2>/dev/null || true; rm -rf "$$folder"' EXIT; \
	$(CARGO) run --quiet -p fonds -- demo --folder "$$folder/archive" --listen 127.0.0.1:8097 & server=$$!; \
	for _ in $$(seq 60); do curl -fs http://127.0.0.1:8097/-/healthz >/dev/null && break; sleep 0.5; done; \
	"$$browser" --headless --no-sandbox --hide-scrollbars --window-size=1440,1000 --screenshot=book/src/images/reading-room.png http://127.0.0.1:8097/search

.PHONY: clean
clean: ## remove what was built and the demonstration archive
	$(CARGO) clean
	rm -rf $(DEMO)
