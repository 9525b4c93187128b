#!/usr/bin/env bash
# Four producers, no sudo: their stakers change a parameter, are refused what no vote may do, and sit out a flood.
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
source .ci/need.sh
need_comet || exit 1
exec node --import tsx testing/governance/drill.ts
