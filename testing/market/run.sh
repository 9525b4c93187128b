#!/usr/bin/env bash
# The market at work on one local network (issue 3, Done when 2, 4, 5). CI runs a short form; the figures of docs/figures.md
# come from:  EPOCHS=20 IDLE_EPOCHS=10 REQUESTS=2000 STREAMS=200 BEST_SLOT=3 bash testing/market/run.sh
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
exec node --import tsx testing/market/market.ts
