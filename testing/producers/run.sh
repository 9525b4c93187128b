#!/usr/bin/env bash
# `npm start -- --producers 4` as a person meets it: four nodes, the market on them, a crash, the pages, the commands, the end.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
source .ci/need.sh
need_chromium || exit 1
need_comet || exit 1
exec node --import tsx testing/producers/producers.ts
