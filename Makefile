# The commands of this project. `make run` and `make test` are all a newcomer needs.

SWIFT ?= swift
# Where the compiler puts its work; a folder outside the checkout can be shared by several.
SCRATCH ?= .build
BUILD = $(SWIFT) build --scratch-path $(SCRATCH)
MARTLET = $(SCRATCH)/debug/martlet

.PHONY: run test lint format readers clients micropub html faults bench deps build release

## Install, build, fill an empty data directory with a sample site and serve it at http://localhost:8080
run: build
	$(MARTLET) seed --if-empty
	$(MARTLET) serve

## Install, build and run all tests
test: deps
	.ci/failures-last $(SWIFT) test --scratch-path $(SCRATCH)

## Check the form of all Swift sources
lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

## Bring all Swift sources into form
format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

## Post what has broken feeds and have feed readers read them; those of PyPI that aren't installed are left out
readers: build
	-.ci/install-packages Tests/Readers/debian-packages
	Tests/Readers/run $(MARTLET)

## Have a real IndieAuth client sign in, get a token and post; left out with a note where it isn't installed
clients: build
	Tests/Clients/run $(MARTLET)

## Drive the whole life of posts over HTTP, and compare their pages with what was sent
micropub: build
	Tests/Micropub/run $(MARTLET)

## Have the Nu HTML checker and rules of our own look at a page of each kind
html: build
	Tests/HTML/run $(MARTLET)

## Kill, cut off and starve the server in every way, and check that nothing acknowledged is lost; as root, 20 minutes
faults: build
	.ci/install-packages Tests/Faults/debian-packages
	Tests/Faults/run $(abspath $(MARTLET)) $(FAULTS)

## Measure reading and writing against nginx, bare SQLite and vipsthumbnail
bench: release
	.ci/install-packages Tests/Bench/debian-packages
	Tests/Bench/run $(SCRATCH)/release/martlet $(BENCH)

## Install the Debian packages that are missing
deps:
	@.ci/install-packages

build: deps
	$(BUILD)

## Build the program as it is meant to be deployed: <scratch>/release/martlet
release: deps
	$(BUILD) -c release --product martlet
