#!/usr/bin/env bash
# Kills a run (SIGKILL) at random instants and resumes it: the resumed metrics.json and predictions.csv must be byte-equal to those of an
# uninterrupted run, and no trial or fold fit that was finished may be computed again. Prints one line per instant; exit 0 if all hold.
#
#   tests/kill-and-resume.sh [INSTANTS] [EXPERIMENT] [mer options, e.g. --set corpus.pool=300]
#
# Build first: dotnet build -c Release src/MerExperiments.Cli (or name another build's command in MER; SEED chooses other instants).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
instants=${1:-10}
experiment=${2:-quickstart}
shift $(($# < 2 ? $# : 2))
mer=${MER:-dotnet $root/src/MerExperiments.Cli/bin/Release/net10.0/mer.dll}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
RANDOM=${SEED:-2024}

workspace() { # a workspace of its own, so that kills hit the generation and the encoding too
    mkdir -p "$work/$1/experiments"
    cp "$root/experiments.json" "$work/$1/"
    echo "$work/$1"
}

run_folder() { { find "$1/experiments/$experiment" -mindepth 1 -maxdepth 1 -type d 2>/dev/null || true; } | sort | head -n 1; }
finished() { find "$1" \( -name 'result.json' -o -name 'fold-*.npy' -o -name 'pseudo-labels.csv' \) -printf '%P %i %T@\n' | sort; }

reference=$(workspace reference)
start=$(date +%s%N)
$mer run "$experiment" --workspace "$reference" "$@" >"$work/reference.log" 2>&1 || { cat "$work/reference.log"; exit 1; }
milliseconds=$((($(date +%s%N) - start) / 1000000))
expected=$(run_folder "$reference")
echo "uninterrupted: $((milliseconds / 1000)) s"

failures=0
for ((i = 1; i <= instants; i++)); do
    here=$(workspace "kill-$i")
    instant=$((500 + (RANDOM * 32768 + RANDOM) % (milliseconds - 500)))
    setsid $mer run "$experiment" --workspace "$here" "$@" >"$work/kill.log" 2>&1 &
    pid=$!
    sleep "$((instant / 1000)).$(printf %03d $((instant % 1000)))"
    if ! kill -9 -- "-$pid" 2>/dev/null; then # it ran faster than the uninterrupted one, and was finished: draw an earlier instant
        wait "$pid" 2>/dev/null || true
        rm -rf "$here"
        milliseconds=$instant
        i=$((i - 1))
        continue
    fi
    wait "$pid" 2>/dev/null || true

    folder=$(run_folder "$here")
    if [ -n "$folder" ] && [ -f "$folder/run.json" ]; then
        finished "$folder" >"$work/before"
        again=(--resume "$(basename "$folder")")
    else
        : >"$work/before"
        again=("$@")
    fi
    verdict=ok
    $mer run "$experiment" --workspace "$here" "${again[@]}" >"$work/resume.log" 2>&1 || verdict="resume failed: $(tail -n 3 "$work/resume.log" | tr '\n' ' ')"
    folder=$(find "$here/experiments/$experiment" -maxdepth 2 -name metrics.json -printf '%h\n' 2>/dev/null | head -n 1 || true)
    if [ "$verdict" = ok ]; then
        finished "$folder" >"$work/after"
        cmp -s "$expected/metrics.json" "$folder/metrics.json" || verdict="metrics.json differs"
        [ -f "$folder/report.html" ] && [ -f "$folder/model/model.zip" ] || verdict="report or model is missing"
        cmp -s "$expected/predictions.csv" "$folder/predictions.csv" || verdict="predictions.csv differs"
        [ -z "$(comm -23 "$work/before" "$work/after")" ] || verdict="finished work was computed again: $(comm -23 "$work/before" "$work/after" | head -n 2)"
    fi
    printf 'kill %d at %6d ms, %3d fold fits kept, %2d trials kept: %s\n' "$i" "$instant" \
        "$(grep -c 'fold-' "$work/before" || true)" "$(grep -c 'result.json' "$work/before" || true)" "$verdict"
    [ "$verdict" = ok ] || failures=$((failures + 1))
    rm -rf "$here"
done

echo "$((instants - failures)) of $instants instants resumed to the same bytes"
[ "$failures" -eq 0 ]
