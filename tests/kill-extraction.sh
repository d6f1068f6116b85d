#!/usr/bin/env bash
# Kills an extraction (SIGKILL) at random instants, resumes it, kills the resumption too, and resumes to the end: the table's files must be byte-equal
# to those of an uninterrupted extraction, no file of a shard that was finished at a kill may be written again (its inode and time stay), and the
# last process must send exactly the clips of the unfinished shards through its stages. Then two extractions into one store at once, and once more with one of
# the two killed: one table, the same bytes, nothing left beside it. Prints one line per instant; exit 0 if all hold.
#
#   tests/kill-extraction.sh [INSTANTS] [CLIPS] [ENCODER] [LEVEL]        e.g. tests/kill-extraction.sh 10 2000 mel-statistics frame
#
# Build first: dotnet build -c Release tests/MerExperiments.Benchmarks (or name another build's command in EXTRACT; SEED chooses other instants).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
instants=${1:-10}
clips=${2:-2000}
encoder=${3:-mel-statistics}
level=${4:-utterance}
program=${EXTRACT:-dotnet $root/tests/MerExperiments.Benchmarks/bin/Release/net10.0/MerExperiments.Benchmarks.dll}
shard=128
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
RANDOM=${SEED:-2024}
cd "$root"

extract() { $program extract "$work/corpus/manifest.csv" "$1" "$encoder" "$level" "${2:-2}"; }
hashes() { (cd "$1" && find . -mindepth 2 -type f ! -path './.tmp-*' -exec sha256sum {} + | sort -k 2); }
finished() { # the files of committed shards: name, inode, time
    find "$1" -path '*.partial/shards/*.json' ! -name '.tmp-*' 2>/dev/null | sort | while read -r record; do
        stat -c '%n %i %y' "$record" "${record%.json}.npy"
    done
}
shards_of() { find "$1" -path '*.partial/shards/*.json' ! -name '.tmp-*' 2>/dev/null | sort; }
rows_of() { # the clips of the shards that are finished
    local rows=0 record last=$(((clips - 1) / shard))
    for record in $(shards_of "$1"); do
        if [ "$((10#$(basename "$record" .json)))" -eq "$last" ]; then rows=$((rows + clips - last * shard)); else rows=$((rows + shard)); fi
    done
    echo "$rows"
}
random_below() { echo $(((RANDOM * 32768 + RANDOM) % $1)); }
wait_ms() { sleep "$(($1 / 1000)).$(printf %03d $(($1 % 1000)))"; }
killed_after() { # store, milliseconds: starts, waits, kills; 1 where it was finished first
    setsid $program extract "$work/corpus/manifest.csv" "$1" "$encoder" "$level" 2 >"$work/kill.log" 2>&1 &
    local pid=$! was=0
    wait_ms "$2"
    kill -9 -- "-$pid" 2>/dev/null || was=1
    wait "$pid" 2>/dev/null || true
    return $was
}

$program make-clips "$work/corpus" "$clips" >/dev/null
start=$(date +%s%N)
extract "$work/reference" >"$work/reference.log" 2>&1 || { cat "$work/reference.log"; exit 1; }
milliseconds=$((($(date +%s%N) - start) / 1000000))
hashes "$work/reference" >"$work/expected"
[ -s "$work/expected" ] || { echo "the uninterrupted extraction left no table"; exit 1; }
echo "uninterrupted: $((milliseconds / 1000)) s, $clips clips, $encoder, $level level"

failures=0
for ((i = 1; i <= instants; i++)); do
    store=$work/kill-$i
    first=$((100 + $(random_below "$milliseconds")))
    if ! killed_after "$store" "$first"; then # it ran faster than the uninterrupted one: draw an earlier instant
        rm -rf "$store"
        milliseconds=$first
        i=$((i - 1))
        continue
    fi
    verdict=ok
    kept=$(shards_of "$store" | wc -l)
    finished "$store" >"$work/before"
    second=$((100 + $(random_below "$milliseconds")))
    between=0
    if killed_after "$store" "$second"; then
        between=$(shards_of "$store" | wc -l)
        finished "$store" >"$work/between"
        if [ "$between" -gt 0 ]; then
            [ -z "$(comm -23 "$work/before" "$work/between")" ] || verdict="a finished shard was written again: $(comm -23 "$work/before" "$work/between" | head -n 1)"
        fi
    fi
    due=$((clips - $(rows_of "$store")))
    [ -z "$(find "$store" -mindepth 1 -maxdepth 1 -type d -name '*-*' ! -name '*.partial' ! -name '.tmp-*' 2>/dev/null)" ] || due=0 # the table was there already
    extract "$store" >"$work/resume.log" 2>&1 || verdict="resume failed: $(tail -n 3 "$work/resume.log" | tr '\n' ' ')"
    hashes "$store" >"$work/actual"
    cmp -s "$work/expected" "$work/actual" || verdict="the table's files differ"
    through=$(sed -n 's/^clips //p' "$work/resume.log")
    [ "$through" = "$due" ] || verdict="$through clips went through the stages; $due were due"
    printf 'kill %d at %6d and %6d ms: %3d, then %3d shards kept, %5d clips left: %s\n' "$i" "$first" "$second" "$kept" "$between" "$due" "$verdict"
    [ "$verdict" = ok ] || failures=$((failures + 1))
    rm -rf "$store"
done
echo "$((instants - failures)) of $instants instants resumed to the same bytes"

for kind in "two at once" "two at once, one killed"; do
    store=$work/both
    setsid $program extract "$work/corpus/manifest.csv" "$store" "$encoder" "$level" 1 >"$work/one.log" 2>&1 &
    one=$!
    setsid $program extract "$work/corpus/manifest.csv" "$store" "$encoder" "$level" 2 >"$work/two.log" 2>&1 &
    two=$!
    if [ "$kind" = "two at once, one killed" ]; then
        wait_ms $((milliseconds / 2))
        kill -9 -- "-$one" 2>/dev/null || true
        wait "$one" 2>/dev/null || true
    else
        wait "$one" || { echo "the first failed: $(tail -n 2 "$work/one.log")"; failures=$((failures + 1)); }
    fi
    wait "$two" || { echo "the second failed: $(tail -n 2 "$work/two.log")"; failures=$((failures + 1)); }
    verdict=ok
    hashes "$store" >"$work/actual"
    cmp -s "$work/expected" "$work/actual" || verdict="the table's files differ"
    left=$(find "$store" -mindepth 1 -maxdepth 1 ! -name '.tmp-*' | wc -l)
    [ -z "$(find "$store" -mindepth 1 -maxdepth 1 -name '*.partial')" ] || verdict="shards are left beside the table"
    [ "$left" -eq 1 ] || [ -f "$store/media-hashes.csv" ] || verdict="$left things in the store, not one table"
    echo "$kind: $verdict"
    [ "$verdict" = ok ] || failures=$((failures + 1))
    rm -rf "$store"
done
[ "$failures" -eq 0 ]
