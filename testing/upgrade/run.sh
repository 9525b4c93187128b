#!/usr/bin/env bash
# Four producers vote an upgrade in; the one that lacks it stops before its block, and comes back.
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
source .ci/need.sh
need_comet || exit 1
exec node --import tsx testing/upgrade/drill.ts
