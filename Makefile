# The verbs of this project; `make help` lists them.

.DEFAULT_GOAL := help
SHELL := /bin/sh

# Maven runs on the JDK 25 that bin/find-jdk finds, whatever `java` is on the PATH.
JDK = $$(bin/find-jdk)
MVN = JAVA_HOME="$(JDK)" MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $(MAVEN_OPTS)" mvn -B -ntp -Dstyle.color=never
ONLY_WARNINGS = -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -Dorg.slf4j.simpleLogger.log.org.apache.maven.plugins.dependency=error \
  -Dorg.slf4j.simpleLogger.log.com.networknt.schema=error
STAMP = local/target/built

# Everything that the built program is made of.
SOURCES := $(shell find pom.xml */pom.xml */src/main gateway/*.yaml k8s/components/monitoring/prometheus-rule.yaml -type f 2>/dev/null)

help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: build ## Run everything on this machine, with sample environments; PROMETHEUS=1: and Prometheus with its alerts; Ctrl-C ends it
	@$(if $(PROMETHEUS),programs=$$(bin/find-prometheus) && exec bin/runtime local --prometheus "$$programs",bin/runtime local)

build: $(STAMP) ## Build the program, if anything has changed

$(STAMP): $(SOURCES)
	@echo "building (the first time it downloads, and takes minutes) ..."
	@$(MVN) $(ONLY_WARNINGS) package -DskipTests -Dspotless.check.skip
	@touch $(STAMP)

test: ## Run the tests
	@bin/have curl kubectl
	@bin/find-prometheus >/dev/null
	@$(MVN) test

verify: ## Everything that has to hold before a change lands
	@bin/have curl kubectl
	@bin/find-prometheus >/dev/null
	@$(MVN) verify
	@bin/verify-report

chaos: SHELL := /bin/bash
chaos: ## The full counts: every call, pairs of calls, thousands of seeds, and real processes killed over a world that fails
	@mkdir -p target
	@set -o pipefail; $(MVN) test -pl reconciler,local -am -Dchaos=full -Djunit.jupiter.execution.parallel.enabled=false -Duniverse.full=true -Duniverse.seeds=2000 -Dflood.calls=10000 -Dtest.heap=2g \
	  -Dtest='io.runtimeservice.reconciler.universe.*Test,io.runtimeservice.reconciler.mutant.*Test,io.runtimeservice.local.chaos.*Test,io.runtimeservice.local.DoorFloodTest,io.runtimeservice.local.monitoring.PrometheusTest' \
	  -Dsurefire.failIfNoSpecifiedTests=false | tee target/chaos.log; status=$$?; bin/chaos-report target/chaos.log; exit $$status

MINUTES ?= 30
SOAK_ENVIRONMENTS ?= 5000
soak: SHELL := /bin/bash
soak: ## The service under load, and what it takes of its machine: make soak MINUTES=30 SOAK_ENVIRONMENTS=5000
	@mkdir -p target
	@set -o pipefail; $(MVN) test -pl local -am -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip \
	  -Dsoak.minutes=$(MINUTES) -Dsoak.environments=$(SOAK_ENVIRONMENTS) \
	  | tee target/soak.log | grep -E '^soak:|ERROR|BUILD' \
	  && bin/soak-report $(MINUTES) $(SOAK_ENVIRONMENTS)

plan: build ## Print what a pass would do: make plan ENV=checkout/pr-1
	@bin/runtime plan $(ENV)

SEED ?= 1
SEEDS ?= 1
HOURS ?= 24
ENVIRONMENTS ?= 20
simulate: SHELL := /bin/bash
simulate: ## Days of many environments in virtual time: make simulate SEED=42 HOURS=24 SEEDS=1
	@mkdir -p target
	@set -o pipefail; $(MVN) test -pl reconciler -am -Dtest=SimulateTest -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip \
	  -Dsimulate.seed=$(SEED) -Dsimulate.seeds=$(SEEDS) -Dsimulate.hours=$(HOURS) -Dsimulate.environments=$(ENVIRONMENTS) \
	  | tee target/simulate.log | grep -E '^seeds |^call |^again|^it fails|^O[0-9]|ERROR|BUILD'

# As bin/runtime has it, with room for a table of 100,000 environments.
BENCH_JVM = -Dlogback.configurationFile=logback-bench.xml --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders -Xms5g -Xmx5g
ONLY ?=
bench: ## Measure, beside what it could cost at least, into benchmarks/RESULTS.md: make bench ONLY=sweep
	@$(MVN) $(ONLY_WARNINGS) package -DskipTests -Dspotless.check.skip -pl benchmarks -am
	@"$(JDK)/bin/java" $(BENCH_JVM) -cp 'benchmarks/target/lib/*' io.runtimeservice.benchmarks.Main benchmarks/RESULTS.md $(ONLY)

golden: ## Write the golden files and generated pages anew, to be read as a diff
	@bin/have kubectl
	@$(MVN) -q test -pl reconciler,app -am -Dgolden.write=true -Dtest='*Golden*,*Generated*' -Dsurefire.failIfNoSpecifiedTests=false
	@$(MVN) -q integration-test -pl local -am -Dgolden.write=true -Dtest=SupplyChainIT -Dsurefire.failIfNoSpecifiedTests=false

IMAGE ?= runtime-service:latest
JDK_IMAGE ?=
image: build ## Build the image, with an engine where there is one: make image IMAGE=... JDK_IMAGE=...@sha256:...
	@JDK_IMAGE="$(JDK_IMAGE)" bin/make-image "$(IMAGE)"

reproducible: SHELL := /bin/bash
reproducible: ## Build the last commit in two places: our jars have to be the same, byte for byte
	@rm -rf target/twice && mkdir -p target/twice
	@set -e; for n in one two; do \
	  git clone -q . target/twice/$$n; \
	  (cd target/twice/$$n && $(MVN) $(ONLY_WARNINGS) package -DskipTests -Dspotless.check.skip -pl app -am); \
	  (cd target/twice/$$n/app/target && sha256sum bom.json lib/{adapters,app,model,reconciler}-*.jar) > target/twice/$$n.txt; \
	done; diff target/twice/one.txt target/twice/two.txt; \
	echo "reproducible: $$(grep -c jar target/twice/one.txt) jars and the bill of materials, the same bytes twice" | tee target/reproducible.txt

fmt: ## Format the sources
	@$(MVN) -q spotless:apply

clean: ## Remove what was built
	@$(MVN) -q clean

.PHONY: help run build test verify chaos soak plan simulate bench golden image reproducible fmt clean
