.DEFAULT_GOAL := help
.PHONY: help check format run bench full mutation fuzz interop

help: ## these targets
	@sed -n 's/^\([a-z]*\): ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

check: ## everything a change must pass: mvn -B verify
	mvn -B verify

format: ## put the sources in shape
	mvn -q -B spotless:apply

run: ## the example server
	mvn -q -Pdemo

bench: ## the benchmarks, beside the libraries one would use instead
	mvn -q -B -pl benchmarks -am package -DskipTests
	java -jar benchmarks/target/benchmarks.jar

full: ## check, with the long counts
	mvn -B verify -Pfull

mutation: ## PIT: how many mutants the tests kill
	mvn -B verify -Pmutation

fuzz: ## Jazzer: each target for a while
	mvn -B verify -Pfuzz

interop: ## a real Keycloak signs people in
	mvn -B verify -Pinterop
