#!/usr/bin/env bash
# The local network as a person meets it: start, ready, crashes of parts, stop, start again, taken ports.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
exec node --import tsx testing/localnet/localnet.ts
