#!/usr/bin/env bash
# Many producers, issue 4, "Done when": each scenario starts real nodes of its own, breaks something, and checks what all four say
# afterwards. Long forms:
#   KILLS=1000 KILL_LOG=kills.jsonl npx tsx testing/cluster/kills.ts (once: records/)       ROUNDS=10 npx tsx testing/cluster/partitions.ts
# One alone: npx tsx testing/cluster/<scenario>.ts. SCENARIOS="kills sick" bash testing/cluster/run.sh runs some.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
source .ci/need.sh
need_comet || exit 1
node tools/bundle.mjs >&2 || exit 1
passed=0 failed=0
for scenario in ${SCENARIOS:-sameness doubleSigner sick partitions stateSync lyingRpc kills}; do
  echo "== $scenario"
  output=$(timeout --kill-after=20 900 node --import tsx "testing/cluster/$scenario.ts" 2>&1)
  code=$?
  echo "$output"
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' <<<"$output" | tail -n 1)
  if [ -n "$line" ]; then
    passed=$((passed + $(cut -d' ' -f1 <<<"$line")))
    failed=$((failed + $(cut -d' ' -f3 <<<"$line")))
    [ "$code" -ne 0 ] && [[ $line == *" 0 failed" ]] && failed=$((failed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED $scenario ended with $code and no result"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
