#!/usr/bin/env bash
# The clients that nobody here wrote, each at its pinned version (target.md §2) against a fresh node of its own.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
source .ci/need.sh
node tools/bundle.mjs >&2 || exit 1
need_js testing/interop/js || exit 1
sdk10=$(need_venv sdk10 testing/interop/python/sdk10.txt) || exit 1
sdk11=$(need_venv sdk11 testing/interop/python/sdk11.txt) || exit 1

passed=0 failed=0 port=19944 node_pid=
trap '[ -n "$node_pid" ] && kill "$node_pid" 2>/dev/null' EXIT

# against NAME SECONDS COMMAND…: starts a node, runs the client with the node's address as its last argument, adds up.
against() {
  local name=$1 limit=$2 log line
  shift 2
  log=$(mktemp)
  node dist/plexus.js node --dev --tmp --rpc-port "$port" --no-prometheus --sealing 1000 >"$log.node" 2>&1 &
  node_pid=$!
  for _ in $(seq 100); do
    curl -sf "http://127.0.0.1:$port/health" >/dev/null && break
    sleep 0.1
  done
  timeout "$limit" "$@" "ws://127.0.0.1:$port" 2>&1 | tee "$log" | grep -E '^(ok|FAIL)'
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
  if [ -n "$line" ]; then
    passed=$((passed + ${line%% *})) failed=$((failed + $(grep -oE '[0-9]+ failed' <<<"$line" | cut -d' ' -f1)))
    [[ $line == *" 0 failed" ]] || cat "$log"
  else
    failed=$((failed + 1))
    cat "$log" "$log.node"
  fi
  echo "--- $name: ${line:-ended without a count}"
  kill "$node_pid" 2>/dev/null
  wait "$node_pid" 2>/dev/null
  node_pid= port=$((port + 1))
}

against '@polkadot/api 16.5.6' 180 node testing/interop/js/polkadotApi.mjs
against 'polkadot-api 2.2.2' 120 node testing/interop/js/papi.mjs
against 'both through an upgrade' 120 node testing/interop/js/upgrade.mjs
against 'governance by both' 120 node testing/interop/js/governance.mjs
against 'bittensor 10.5.0' 400 "$sdk10" testing/interop/python/sdk10.py
against 'bittensor 11.3.0' 300 "$sdk11" testing/interop/python/sdk11.py
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
