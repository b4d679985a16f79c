#!/bin/sh
# Fuzz every target for a share of the time: fuzz/run.sh [--seconds 120] [--seed N] [TARGET…]
# With a seed, the same inputs are tried every time: for CI, where chance should not decide.
# Needs: pip install atheris. What fails is kept in tests/fuzz/cases and run by the tests from then on.
set -eu
cd "$(dirname "$0")/.."
seconds=120
seed=0
while :; do
    case "${1:-}" in
        --seconds) seconds=$2 ;;
        --seed) seed=$2 ;;
        *) break ;;
    esac
    shift 2
done
targets=${*:-markdown html suppression fix config rules globs}
count=$(echo "$targets" | wc -w)
share=$((seconds / count))
[ "$share" -ge 1 ] || share=1
python=${PYTHON:-python}
corpus=${FUZZ_CORPUS:-.fuzz-corpus}
"$python" fuzz/seeds.py "$corpus/seeds"
status=0
for target in $targets; do
    mkdir -p "$corpus/$target" "tests/fuzz/cases/$target"
    if ! "$python" fuzz/fuzz.py "$target" -max_total_time="$share" -seed="$seed" -timeout=20 -rss_limit_mb=3000 -max_len=6000 \
        -dict=fuzz/words.dict -artifact_prefix="tests/fuzz/cases/$target/" -verbosity=0 -print_final_stats=1 \
        "$corpus/$target" "$corpus/seeds/$target" > "$corpus/$target.log" 2>&1; then
        echo "$target: FAILED, see $corpus/$target.log and tests/fuzz/cases/$target/" >&2
        grep -v "^INFO" "$corpus/$target.log" | tail -n 30 | cut -c 1-300 >&2
        status=1
    fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$corpus/$target.log")
    echo "$target: ${runs:-?} inputs in $share s"
    rmdir "tests/fuzz/cases/$target" 2>/dev/null || true
done
exit $status
