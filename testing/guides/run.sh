#!/usr/bin/env bash
# The guides for producers, their own commands run top to bottom on four nodes with moved ports.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
source .ci/need.sh
need_comet || exit 1
exec node --import tsx testing/guides/guides.ts
