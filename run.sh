#!/usr/bin/env bash
# One entry for everything that can be run: ./run.sh help. Builds what the verb needs first, quietly; results go to stdout, everything else
# to stderr. Works from any folder: file arguments are taken relative to the caller's.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: ./run.sh [verb] [arguments]

  (no verb)    a short replay on bars that the laboratory makes up itself and labels as synthetic
  replay FILE.csv[.gz] [--accounts N] [--seed S] [--json] [--snapshot DIR]
               a whole exchange driven through recorded bars in virtual time
  match FILE.ofw [--naive] [--pin]
               a recorded order flow through the order book alone: counts, checksums, speed, as one line of JSON
  verify DIR   reads the logs of a data folder, re-runs and folds them, and checks sums and hashes
  help         this text
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
  [[ -n $(find "$root/src" "$root"/Directory.* "$root/.editorconfig" -newer "$1" -print -quit) ]]
}

assembly_of() { printf '%s' "$root/artifacts/Simulated/bin/$1/release/$1.dll"; }

# build_simulated PROJECT: Release build of one executable under src, Simulated flavour, only when something changed.
build_simulated() {
  local project=$1 stamp="$root/artifacts/Simulated/$1.stamp" log next
  if [[ -f $(assembly_of "$project") ]] && ! changed_since "$stamp"; then
    return
  fi
  say "building $project ..."
  mkdir -p "$(dirname "$stamp")"
  # The stamp carries the time at which the build began, so that an edit made during the build is not missed.
  next="$(mktemp "$stamp.XXXXXX")" log="$(mktemp)"
  if ! dotnet build "$root/src/$project/$project.csproj" -c Release -p:GrainRuntime=Simulated -v q --nologo >"$log" 2>&1; then
    awk '!seen[$0]++' "$log" >&2
    rm -f "$next" "$log"
    say "the build of $project failed"
    exit 1
  fi
  mv "$next" "$stamp"
  rm -f "$log"
}

laboratory() {
  prepare_environment
  build_simulated OrleansMarkets.Lab
  exec dotnet "$(assembly_of OrleansMarkets.Lab)" "$@"
}

case "${1:-}" in
  "") laboratory replay --synthetic ;;
  replay | verify) laboratory "$@" ;;
  match)
    # What is measured is the finished machine code, not how it gets there.
    export DOTNET_TieredCompilation=0
    laboratory "$@"
    ;;
  help | -h | --help) usage ;;
  *)
    say "unknown verb: $1"
    usage >&2
    exit 2
    ;;
esac
