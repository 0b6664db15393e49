# Aim's commands. `make demo` and `make test` do all their own set-up on a fresh Debian with Swift.

PREFIX ?= /usr/local
RELEASE = .build/release/aim
PEERS ?= $(HOME)/.cache/aim-peers
SWIFT_FOLDERS = Package.swift Sources Tests

# The whole program in one file: Swift's libraries and readline inside.
STATIC_LIBRARIES = .build/static-libraries
STATIC_FLAGS = --static-swift-stdlib -Xlinker -L$(abspath $(STATIC_LIBRARIES)) \
  -Xswiftc -Xclang-linker -Xswiftc -static-libgcc

.PHONY: all setup build demo test notebooks bench lint format install check-install uninstall \
  standalone clean

all: build

setup:
	@.ci/install-packages

build: setup
	swift build -c release --product aim

# Aim's main job: a notebook that trains a convolutional network on real handwritten digits.
demo: build
	$(RELEASE) run notebooks/03-digits-cnn.aimnb

# Every test: the Swift suites, the language's programs, the notebooks with their recorded outputs.
test: build
	# One after the other: memory, seeds and Ctrl-C are counted for a whole process.
	swift test --no-parallel
	$(RELEASE) test notebooks stdlib

notebooks: build
	$(RELEASE) test notebooks

# Aim beside its peers, the same work in turn, in one run: start-up; the interpreter beside CPython (and Lua); whether
# training does the same work as PyTorch's, bit by bit and in how much memory; speed beside PyTorch, JAX, NumPy and ONNX
# Runtime. Tables here, JSON in .build/bench. `BENCH=--quick` is for a change: one round, no compiled peers, no growth.
# Nothing fails on a time.
BENCHMARKS = Tests/Benchmarks
FIGURES = .build/bench

bench: build $(PEERS)/bin/python
	@mkdir -p $(FIGURES)
	$(PEERS)/bin/python $(BENCHMARKS)/startup.py --json $(FIGURES)/startup.json
	python3 $(BENCHMARKS)/interpreter.py --json $(FIGURES)/interpreter.json
	$(PEERS)/bin/python $(BENCHMARKS)/training.py $(BENCH) --json $(FIGURES)/training.json
	$(PEERS)/bin/python $(BENCHMARKS)/tensors.py $(BENCH) --json $(FIGURES)/tensors.json

# The peers stand outside the tree, in an environment of their own.
$(PEERS)/bin/python:
	python3 -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet numpy torch==2.13.0 jax onnxruntime onnx

lint:
	swift format lint --strict --recursive --parallel $(SWIFT_FOLDERS)

format:
	swift format --in-place --recursive --parallel $(SWIFT_FOLDERS)

install: standalone
	install -D -s -m 755 .build/standalone/release/aim $(DESTDIR)$(PREFIX)/bin/aim
	@echo "installed $(DESTDIR)$(PREFIX)/bin/aim"

# The installed file in a root that holds nothing but it and the libraries it names.
check-install:
	$(MAKE) install DESTDIR=$(abspath .build/installed)
	.ci/check-install .build/installed$(PREFIX)/bin/aim

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/aim

# A folder that holds the static twins alone, so that the linker cannot choose a shared library.
# readline needs the terminal database's library after it: a linker script says so.
standalone: setup
	@mkdir -p $(STATIC_LIBRARIES)
	@library=/usr/lib/$$(uname -m)-linux-gnu; \
	ln -sf "$$(ls /usr/lib/gcc/*/*/libstdc++.a | tail -n 1)" $(STATIC_LIBRARIES)/; \
	echo "GROUP ( $$library/libreadline.a $$library/libtinfo.a )" > $(STATIC_LIBRARIES)/libreadline.a
	swift build -c release --product aim --scratch-path .build/standalone $(STATIC_FLAGS)

clean:
	swift package clean
