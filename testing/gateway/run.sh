#!/usr/bin/env bash
# The gateway as a program over a real node: killed 50 times with -9 under load, and not one rao goes astray.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
node tools/setup.mjs && node tools/bundle.mjs && exec node --import tsx testing/gateway/killed.ts
