#!/usr/bin/env bash
# Builds everything with warnings as errors, checks the format and runs all tests. See usage() for the arguments.
# The last line is always "N passed, N failed"; the exit code is 0 only if nothing failed.
set -uo pipefail

usage() {
  cat <<'TEXT'
usage: ./test.sh [--long] [suite...]

Without a suite: build, format check and every suite; the Orleans flavour too wherever its packages can be restored.
With suites: builds and runs only those.

suites:
  unit         unit, property, contract, conformance and architecture tests
  simulation   the whole exchange on the deterministic runtime
  gateway      the HTTP and WebSocket gateway, the client SDK and its command line
  servers      real processes: start, orders, kill -9, start again
  orleans      conformance, grains, market data, gateway, client and real processes on Microsoft Orleans (fails where its packages
               cannot be restored)

  --long       full counts (sets ORLEANSMARKETS_TEST_SCALE=long; the default is ci); time budgets are not checked
TEXT
}

readonly Configuration=Release
readonly Solution=OrleansMarkets.sln
readonly OrleansFilter=OrleansMarkets.Orleans.slnf
readonly AllSuites=(unit simulation gateway servers)

# A suite that takes this many times its budget is killed and counts as failed: a hang must not hang the machine.
readonly KillAtBudgets=3
readonly LongScale=20
readonly BuildBudgetSeconds=180
readonly MaxErrorLines=40

declare -A SuiteProjects=(
  [unit]="OrleansMarkets.Core.Tests OrleansMarkets.Journal.Tests Orleans.Simulated.Tests Conformance OrleansMarkets.Grains.Tests OrleansMarkets.MarketData.Tests OrleansMarkets.Lab.Tests Architecture"
  [simulation]="Simulation"
  [gateway]="OrleansMarkets.Gateway.Tests OrleansMarkets.Client.Tests"
  [servers]="EndToEnd"
  [orleans]="Conformance OrleansMarkets.Grains.Tests OrleansMarkets.MarketData.Tests OrleansMarkets.Gateway.Tests OrleansMarkets.Client.Tests EndToEnd"
)
declare -A SuiteBudgetSeconds=([unit]=180 [simulation]=240 [gateway]=120 [servers]=180 [orleans]=600)

passed=0
failed=0
scale="${ORLEANSMARKETS_TEST_SCALE:-ci}"
suites=()
scratch=""
orleansVerdict=""

say() { printf '%s\n' "$*"; }
fail() {
  say "FAILED: $*"
  failed=$((failed + 1))
}
finish() {
  [[ -z $scratch ]] || rm -rf "$scratch"
  say "$passed passed, $failed failed"
  ((failed == 0)) && exit 0
  exit 1
}

# need COMMAND PACKAGE: makes sure that a command exists, from the distribution's package if it is missing.
need() {
  command -v "$1" >/dev/null && return 0
  say "$1 is missing: installing $2"
  if command -v apt-get >/dev/null &&
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$2"; } \
      >"$scratch/apt.log" 2>&1; then
    return 0
  fi
  [[ -f $scratch/apt.log ]] && tail -n 5 "$scratch/apt.log"
  fail "$1 is missing and the package $2 could not be installed"
  finish
}

prepare_environment() {
  scratch="$(mktemp -d)"
  if [[ -z ${HOME:-} || ! -w ${HOME:-} ]]; then
    export HOME="$PWD/artifacts/home"
    mkdir -p "$HOME"
  fi
  need dotnet dotnet-sdk-10.0
  # The build must neither phone home, nor need ICU, nor leave build nodes behind.
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
  export DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
  export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_UI_LANGUAGE=en
  export ORLEANSMARKETS_TEST_SCALE="$scale"
  unset GrainRuntime
  say ".NET SDK $(dotnet --version), test scale $scale, $(nproc) processors"
}

# timed NAME BUDGET START: one line with the measured time, and a warning when it is over budget.
timed() {
  local name=$1 budget=$2 seconds=$((SECONDS - $3))
  say "== $name took $seconds s (budget $budget s)"
  if ((seconds > budget)) && [[ $scale == ci ]]; then
    say "WARNING: $name is over its time budget: $seconds s of $budget s"
  fi
}

# quietly LABEL COMMAND...: shows the output of a command only if it fails, which counts as one failure.
quietly() {
  local label=$1 log="$scratch/step.log" start=$SECONDS
  shift
  if "$@" >"$log" 2>&1; then
    say "   $label: ok ($((SECONDS - start)) s)"
    return 0
  fi
  # MSBuild repeats every error in its summary: each is shown once, and not more than a reader reads.
  awk -v max="$MaxErrorLines" '/error|warn/ && !seen[$0]++ && ++n <= max; END { if (n > max) print "... and " n - max " more" }' "$log"
  [[ -s $log ]] && ! grep -qE 'error|warn' "$log" && tail -n "$MaxErrorLines" "$log"
  fail "$label"
  return 1
}

check_format() {
  quietly "whitespace" dotnet format whitespace . --folder --exclude artifacts --verify-no-changes
  quietly "style" dotnet format style "$Solution" --no-restore --verify-no-changes --severity warn
}

build_solution() {
  local start=$SECONDS
  say "== build and format"
  quietly "restore" dotnet restore "$Solution" -p:GrainRuntime=Simulated || return 1
  quietly "build" dotnet build "$Solution" --no-restore -c "$Configuration" -p:GrainRuntime=Simulated -v q || return 1
  check_format
  timed "build and format" "$BuildBudgetSeconds" "$start"
}

# build_suite SUITE: builds only the projects of one suite, for quick feedback, and leaves out of it those that do not build.
build_suite() {
  local project built=""
  for project in ${SuiteProjects[$1]}; do
    quietly "build $project" dotnet build "tests/$project/$project.csproj" -c "$Configuration" -p:GrainRuntime=Simulated -v q &&
      built+=" $project"
  done
  SuiteProjects[$1]=$built
}

# counter NAME FILE: one number of the result summary of a TRX file.
counter() { sed -n "s/.*<Counters[^>]* $1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

# run_project FLAVOUR PROJECT SECONDS: runs the built tests of one project and adds up its results.
run_project() {
  local flavour=$1 project=$2 limit=$3 start=$SECONDS
  local assembly="artifacts/$flavour/bin/$project/${Configuration,,}/$project.dll"
  local results="artifacts/test-results/$flavour" log="$scratch/test.log" trx ok bad total
  trx="$results/$project.trx"
  mkdir -p "$results" && rm -f "$trx"
  if [[ ! -f $assembly ]]; then
    fail "$project: no test assembly $assembly"
    return
  fi
  if ((limit <= 0)); then
    fail "$project: not run, its suite has used up its time"
    return
  fi
  timeout --kill-after=10 "$limit" dotnet test "$assembly" --nologo \
    --logger "trx;LogFileName=$project.trx" --results-directory "$results" >"$log" 2>&1
  local code=$?
  if [[ ! -f $trx ]]; then
    tail -n 60 "$log"
    fail "$project: no results (exit code $code after $((SECONDS - start)) s; killed at $limit s)"
    return
  fi
  ok="$(counter passed "$trx")" bad="$(counter failed "$trx")" total="$(counter total "$trx")"
  ok=${ok:-0} bad=${bad:-0} total=${total:-0}
  say "   $project: $ok passed, $bad failed, $((total - ok - bad)) skipped ($((SECONDS - start)) s)"
  passed=$((passed + ok)) failed=$((failed + bad))
  if ((code != 0)); then
    tail -n 200 "$log"
    ((bad > 0)) || fail "$project: exit code $code although no test failed"
  elif ((ok == 0)); then
    fail "$project: ran no test"
  fi
}

# run_suite NAME FLAVOUR: runs the projects of a suite one after the other within the suite's time.
run_suite() {
  local name=$1 flavour=$2 start=$SECONDS project limit=$((SuiteBudgetSeconds[$1] * KillAtBudgets))
  [[ $scale == ci ]] || limit=$((limit * LongScale))
  say "== $name ($flavour)"
  for project in ${SuiteProjects[$name]}; do
    run_project "$flavour" "$project" $((limit - (SECONDS - start)))
  done
  timed "$name" "${SuiteBudgetSeconds[$name]}" "$start"
}

# Whether the Orleans packages can be restored here; the verdict is a sentence for the reader.
probe_orleans() {
  local reason
  if reason="$(scripts/orleans-probe.sh)"; then
    orleansVerdict="Orleans flavour: runs, $reason"
    return 0
  fi
  orleansVerdict="Orleans flavour: not run, $reason"
  return 1
}

run_orleans() {
  local start=$SECONDS
  say "== build (Orleans)"
  quietly "restore" dotnet restore "$OrleansFilter" -p:GrainRuntime=Orleans || return 1
  quietly "build" dotnet build "$OrleansFilter" --no-restore -c "$Configuration" -p:GrainRuntime=Orleans -v q || return 1
  # The logs that the processes leave are audited by the laboratory, which is of the other flavour.
  quietly "build laboratory" dotnet build src/OrleansMarkets.Lab -c "$Configuration" -p:GrainRuntime=Simulated -v q || return 1
  say "   built in $((SECONDS - start)) s"
  run_suite orleans Orleans
}

run_everything() {
  say "Simulated flavour: runs always"
  local orleans=1
  probe_orleans || orleans=0
  say "$orleansVerdict"
  if build_solution; then
    local suite
    for suite in "${AllSuites[@]}"; do run_suite "$suite" Simulated; done
  fi
  ((orleans == 0)) || run_orleans
  say "$orleansVerdict"
}

run_named() {
  local suite
  for suite in "${suites[@]}"; do
    if [[ $suite == orleans ]]; then
      if probe_orleans; then say "$orleansVerdict" && run_orleans; else fail "$orleansVerdict"; fi
    else
      build_suite "$suite"
      run_suite "$suite" Simulated
    fi
  done
}

for argument in "$@"; do
  case $argument in
    --long) scale=long ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      if [[ $argument == -* || -z ${SuiteProjects[$argument]:-} ]]; then
        say "unknown argument: $argument" >&2
        usage >&2
        exit 2
      fi
      suites+=("$argument")
      ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
prepare_environment
if ((${#suites[@]} == 0)); then run_everything; else run_named; fi
finish
