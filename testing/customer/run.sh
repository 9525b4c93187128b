#!/usr/bin/env bash
# A customer's day on one local network: the page in Debian's Chromium, the unmodified `openai` packages for JavaScript and
# Python, money and receipts checked against the chain.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
source .ci/need.sh
need_chromium || exit 1
need_js testing/interop/js || exit 1
PLEXUS_OPENAI_PYTHON=$(need_venv openai testing/customer/openai.txt) || exit 1
export PLEXUS_OPENAI_PYTHON
exec node --import tsx testing/customer/customer.ts
