# A thin wrapper; the work is done by the scripts in .ci/.

# The site as it was typed: make expands nothing in it, and the shell sees it as a variable only.
override SITE := $(value SITE)
override ARGS := $(value ARGS)
export SITE ARGS

.PHONY: help run build test test-spark demo bench coverage mutants format clean

help:
	@echo 'make run SITE=example.com   why does this site not open? (ARGS="--lang zh" for options)'
	@echo 'make test                   build, lint and run all tests'
	@echo 'make test-spark             the Spark job of deploy on a cluster that loses a worker'
	@echo 'make demo                   each documented cause, shown on this machine alone'
	@echo 'make bench                  against curl, Go, Python and others (QUICK=1: 2 minutes)'
	@echo 'make coverage               how much of the judgement its own tests run'
	@echo 'make mutants                does a test fail for each comparison turned round? (hours)'
	@echo 'make build                  .build/release/icpdiag'
	@echo 'make format                 format the Swift sources'
	@echo 'make clean                  remove what was built'

# Exit status 0, 1 and 2 of a diagnosis are verdicts, not failures of the run: scripts that want
# the status call .build/release/icpdiag itself.
run:
	@[ -n "$$SITE" ] || { echo 'icpdiag: which site? make run SITE=example.com' >&2; exit 64; }
	@.ci/build
	@set -f; .build/release/icpdiag $$ARGS "$$SITE" || { s=$$?; [ $$s -le 2 ] || exit $$s; }

build:
	@.ci/build

test:
	@.ci/test

test-spark:
	@Tests/Spark/audit_cluster.py

demo:
	@.ci/demo

bench:
	@Tests/Benchmarks/Bulk/bench.py

coverage:
	@.ci/coverage

mutants:
	@Tests/Mutation/mutate.py

format:
	@swift format --in-place --recursive Sources Tests Package.swift

clean:
	@rm -rf .build
