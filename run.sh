#!/usr/bin/env bash
# One entry for everything that can be run: ./run.sh help. Builds what the verb needs first, quietly; results go to stdout, everything else
# to stderr. Works from any folder: file arguments are taken relative to the caller's.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: ./run.sh [verb] [arguments]

  start [--data DIR] [--port N] [--no-demo] [--seed S] [--markets FILE]
               a market on synthetic prices, HTTP and WebSocket on 127.0.0.1:8080; also without a verb
  account new [--deposit N] | account show
  place SYMBOL buy|sell QTY [PRICE] [--market] [--tif GTC|IOC|FOK] [--post-only] [--reduce-only] [--category linear|spot] [--id ID]
  scale SYMBOL buy|sell QTY FIRST LAST [--orders N]; amend SYMBOL --order ID | --id ID [--price P] [--qty N] [--trigger P]
  cancel SYMBOL --order ID | --id ID; cancel-all SYMBOL; cancel-after SECONDS; orders [SYMBOL]
  positions; wallet; executions [SYMBOL]; markouts SYMBOL; liquidations; liquidate ACCOUNT
  status; ticker SYMBOL; book SYMBOL [--once]; trades SYMBOL; candles SYMBOL [--interval 1m]; auction SYMBOL; toxicity SYMBOL
  phase SYMBOL open|reduce-only|cancel-only|halted|pre-open|closing --reason TEXT [--data DIR]
               trade on a running market, look at it, operate it; each has --help, --url and --json
  replay FILE.csv[.gz] [--accounts N] [--seed S] [--json] [--snapshot DIR]
               a whole exchange driven through recorded bars in virtual time
  replay --synthetic
               the same on bars that the laboratory makes up itself and labels as synthetic
  match FILE.ofw [--naive] [--pin]
               a recorded order flow through the order book alone: counts, checksums, speed, as one line of JSON
  match-mbo FILE.csv[.gz] [--json]
               the order messages of a real market through the matching engine, its fills and its book beside ours
  verify DIR   reads the logs of a data folder, re-runs and folds them, and checks sums and hashes
  help         this text

'start' runs on Microsoft Orleans wherever its packages can be restored, else on the simulated runtime;
ORLEANSMARKETS_RUNTIME=Orleans or =Simulated decides it instead.
TEXT
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly root

say() { printf '%s\n' "$*" >&2; }

prepare_environment() {
  if [[ -z ${HOME:-} || ! -w ${HOME:-} ]]; then
    export HOME="$root/artifacts/home"
    mkdir -p "$HOME"
  fi
  command -v dotnet >/dev/null || {
    say "the .NET SDK 10 is needed: no dotnet on the path"
    exit 1
  }
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
  export DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 MSBUILDDISABLENODEREUSE=1
}

# changed_since STAMP: whether a source or project file, or a folder of them (for removed files), is newer than the last good build.
changed_since() {
  [[ -f $1 ]] || return 0
  [[ -n $(find "$root/src" "$root/Silo" "$root/Client" "$root"/Directory.* "$root/.editorconfig" -newer "$1" -print -quit) ]]
}

# assembly_of FLAVOUR PROJECT
assembly_of() { printf '%s' "$root/artifacts/$1/bin/$2/release/$2.dll"; }

# build FLAVOUR FOLDER PROJECT: Release build of one executable, only when something changed.
build() {
  local flavour=$1 folder=$2 project=$3 stamp="$root/artifacts/$1/$3.stamp" log next
  if [[ -f $(assembly_of "$flavour" "$project") ]] && ! changed_since "$stamp"; then
    return
  fi
  say "building $project ($flavour) ..."
  mkdir -p "$(dirname "$stamp")"
  # The stamp carries the time at which the build began, so that an edit made during the build is not missed.
  next="$(mktemp "$stamp.XXXXXX")" log="$(mktemp)"
  if ! dotnet build "$root/$folder/$project.csproj" -c Release -p:GrainRuntime="$flavour" -v q --nologo >"$log" 2>&1; then
    awk '!seen[$0]++' "$log" >&2
    rm -f "$next" "$log"
    say "the build of $project ($flavour) failed"
    exit 1
  fi
  mv "$next" "$stamp"
  rm -f "$log"
}

# choose_runtime: sets runtime and reason.
choose_runtime() {
  case ${ORLEANSMARKETS_RUNTIME:-} in
    Orleans | Simulated) runtime=$ORLEANSMARKETS_RUNTIME reason="chosen by ORLEANSMARKETS_RUNTIME" ;;
    "") if reason="$("$root/scripts/orleans-probe.sh" --cached)"; then runtime=Orleans; else runtime=Simulated; fi ;;
    *)
      say "ORLEANSMARKETS_RUNTIME is Orleans or Simulated, not '$ORLEANSMARKETS_RUNTIME'"
      exit 2
      ;;
  esac
  [[ $runtime == Orleans || -n ${ORLEANSMARKETS_RUNTIME:-} ]] || reason="Microsoft Orleans: $reason"
  say "runtime $runtime ($reason)"
}

# exec, so that Ctrl-C and the exit code are the program's own.
start() {
  prepare_environment
  choose_runtime
  build "$runtime" Silo OrleansMarkets.Silo
  ORLEANSMARKETS_RUNTIME_REASON="$reason" exec dotnet "$(assembly_of "$runtime" OrleansMarkets.Silo)" "$@"
}

laboratory() {
  prepare_environment
  build Simulated src/OrleansMarkets.Lab OrleansMarkets.Lab
  exec dotnet "$(assembly_of Simulated OrleansMarkets.Lab)" "$@"
}

# A client needs no grain runtime; the flavour that builds everywhere does.
trader() {
  prepare_environment
  build Simulated Client/Cli OrleansMarkets.Cli
  exec dotnet "$(assembly_of Simulated OrleansMarkets.Cli)" "$@"
}

case "${1:-}" in
  match)
    # What is measured is the finished machine code, not how it gets there.
    export DOTNET_TieredCompilation=0
    laboratory "$@"
    ;;
  help | -h | --help) usage ;;
  "" | -*) start "$@" ;;
  start) start "${@:2}" ;;
  status | account | place | scale | amend | cancel | cancel-all | cancel-after | orders | positions | wallet | executions | markouts | \
    ticker | book | trades | candles | auction | toxicity | liquidations | liquidate | phase)
    trader "$@"
    ;;
  replay | verify | match-mbo) laboratory "$@" ;;
  *)
    say "unknown verb: $1"
    usage >&2
    exit 2
    ;;
esac
