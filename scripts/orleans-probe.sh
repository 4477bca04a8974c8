#!/usr/bin/env bash
# Says whether the packages of Microsoft Orleans can be restored here, by restoring a small project outside of the clone: a package folder
# proves nothing, because failed restores leave some. Prints one sentence for the reader; exits with 0 if they can, with 1 if not.
#
#   scripts/orleans-probe.sh [--cached]
#
# --cached takes the verdict of an earlier probe while nothing has changed that it depends on; a "no" is believed for a day at most,
# because a package feed can come back without a trace in this machine's files.
set -uo pipefail

readonly ProbeLimitSeconds=180
readonly NoLastsMinutes=1440

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
readonly root
readonly verdict_file="$root/artifacts/orleans-probe/verdict"
scratch=""
trap '[[ -z $scratch ]] || rm -rf "$scratch"' EXIT

# What a restore depends on: the versions, the probe itself, the SDK, and the feeds of this user.
key() {
  {
    cat "$root/Directory.Packages.props" "$root"/scripts/orleans-probe/* "${BASH_SOURCE[0]}"
    cat "${HOME:-}/.nuget/NuGet/NuGet.Config" "${HOME:-}"/.nuget/config/* 2>/dev/null
    dotnet --version
  } | cksum
}

# The verdict file: the key, the exit code, the sentence.
cached_verdict() {
  local known_key code sentence
  [[ -f $verdict_file ]] || return 1
  { read -r known_key && read -r code && read -r sentence; } <"$verdict_file" || return 1
  [[ $known_key == "$1" && $code =~ ^[01]$ ]] || return 1
  if ((code == 1)) && [[ -n $(find "$verdict_file" -mmin "+$NoLastsMinutes") ]]; then return 1; fi
  printf '%s\n' "$sentence"
  exit "$code"
}

# package_source PROBE: where the runtime's package came from, because a local feed may carry another build than the public one.
package_source() {
  local folder version source
  folder="$(sed -n '/"packageFolders"/{n;s/^ *"\(.*\)": {.*/\1/p}' "$1/obj/project.assets.json")"
  version="$(sed -n 's:.*<OrleansVersion>\(.*\)</OrleansVersion>.*:\1:p' "$root/Directory.Packages.props")"
  source="$(sed -n 's/.*"source": "\(.*\)".*/\1/p' "${folder%/}/microsoft.orleans.core/$version/.nupkg.metadata")"
  printf '%s' "${source:-an unknown source}"
}

probe() {
  scratch="$(mktemp -d)"
  local project="$scratch/orleans-probe" log="$scratch/probe.log" reason
  cp -R "$root/scripts/orleans-probe" "$project" && cp "$root/Directory.Packages.props" "$project/"
  if timeout --kill-after=10 "$ProbeLimitSeconds" dotnet restore "$project/OrleansProbe.csproj" >"$log" 2>&1; then
    sentence="its packages can be restored here; Microsoft.Orleans.Core came from $(package_source "$project")"
    return 0
  fi
  # A package that does not exist explains more than the version conflicts that follow from it.
  reason="$(sed -n 's/.*: error \(NU[0-9]*: .*\)/\1/p' "$log" | sort -s -k 1,1 | head -n 1)"
  sentence="its packages cannot be restored here: ${reason:-no answer within $ProbeLimitSeconds s}"
  return 1
}

present_key="$(key)"
[[ ${1:-} != --cached ]] || cached_verdict "$present_key"
code=0
sentence=""
probe || code=1
mkdir -p "$(dirname "$verdict_file")"
printf '%s\n%s\n%s\n' "$present_key" "$code" "$sentence" >"$verdict_file.$$" && mv "$verdict_file.$$" "$verdict_file"
printf '%s\n' "$sentence"
exit "$code"
