#!/usr/bin/env bash
# Bittensor's Python SDKs as peers of client/: neurons of 10 and ours serve each other, requests signed by 11 and ours verify
# on the other side, wallets written by either open in the other (substrate-wire.md §6, target.md §5).
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
source .ci/need.sh
PLEXUS_SDK10_PYTHON=${PLEXUS_SDK10_PYTHON:-$(need_venv sdk10 testing/interop/python/sdk10.txt)} || exit 1
PLEXUS_SDK11_PYTHON=${PLEXUS_SDK11_PYTHON:-$(need_venv sdk11 testing/interop/python/sdk11.txt)} || exit 1
export PLEXUS_SDK10_PYTHON PLEXUS_SDK11_PYTHON
exec node --import tsx testing/peers/peers.ts
