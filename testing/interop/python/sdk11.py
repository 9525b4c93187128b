"""The Python SDK 11.3.0 against a Plexus node (issue, section 7): reads, a plan, a transfer, raw calls.

Registration and staking go as raw calls: the intents insist on the MEV shield, which is not built (target.md section 4).
Usage: sdk11.py ws://127.0.0.1:9944
"""
import asyncio
import sys
import traceback

import bittensor as bt
from bittensor.wallets import Keypair

URL = sys.argv[1] if len(sys.argv) > 1 else "ws://127.0.0.1:9944"
passed = failed = 0


class DevelopmentWallet:
    """Wallet-shaped: development keys without files."""

    def __init__(self, cold, hot):
        self.coldkey = Keypair.create_from_uri(cold)
        self.coldkeypub = self.coldkey
        self.hotkey = Keypair.create_from_uri(hot)


charlie = DevelopmentWallet("//Charlie", "//Charlie//sdk11")
ferdie = Keypair.create_from_uri("//Ferdie").ss58_address
cold, hot = charlie.coldkey.ss58_address, charlie.hotkey.ss58_address
RAO = 10**9


async def connect(client):
    first = await client.block()
    for _ in range(20):
        if await client.block() > first:
            return
        await asyncio.sleep(0.5)
    raise AssertionError(f"no block after {first}")


async def balance(client):
    assert (await client.read("balance", coldkey_ss58=cold)).rao > 1000 * RAO


async def plan(client):
    planned = await client.plan(bt.Transfer(dest_ss58=ferdie, amount_tao=2), charlie)
    assert planned is not None


async def transfer(client):
    before = (await client.read("balance", coldkey_ss58=ferdie)).rao
    result = await client.execute(bt.Transfer(dest_ss58=ferdie, amount_tao=2), charlie)
    assert result.success, result
    assert (await client.read("balance", coldkey_ss58=ferdie)).rao - before == 2 * RAO


async def all_subnets(client):
    subnets = await client.read("subnets")
    assert {0, 1} <= {subnet.netuid for subnet in subnets}, subnets


async def burned_register(client):
    result = await client.submit_call(bt.calls.SubtensorModule.burned_register(netuid=1, hotkey=hot), charlie)
    assert result.success, result
    assert await client.read("uid", hotkey_ss58=hot, netuid=1) is not None


async def add_stake(client):
    call = bt.calls.SubtensorModule.add_stake(hotkey=hot, netuid=0, amount_staked=50 * RAO)
    result = await client.submit_call(call, charlie)
    assert result.success, result
    stakes = await client.read("stake_for_coldkey", coldkey_ss58=cold)
    assert any(position.hotkey == hot and position.stake.rao == 50 * RAO for position in stakes), stakes


async def refusal_is_decoded(client):
    call = bt.calls.SubtensorModule.start_call(netuid=1)
    result = await client.submit_call(call, charlie)
    assert not result.success and "owner may do this" in result.message, result


async def hyperparameters(client):
    parameters = await client.read("subnet_hyperparameters", netuid=1)
    assert parameters["kappa"] == 32767, parameters


async def metagraph(client):
    graph = await client.read("metagraph", netuid=1)
    assert hot in [neuron.hotkey for neuron in graph.neurons] if hasattr(graph, "neurons") else hot in str(graph), graph


async def main():
    global passed, failed
    async with bt.Client(URL, fallback_endpoints=[], archive_endpoints=[]) as client:
        for step in (connect, balance, plan, transfer, all_subnets, burned_register, add_stake, refusal_is_decoded, hyperparameters, metagraph):
            try:
                await asyncio.wait_for(step(client), 90)
                passed += 1
                print("ok  ", step.__name__, flush=True)
            except Exception:
                failed += 1
                print("FAIL", step.__name__, flush=True)
                traceback.print_exc()


asyncio.run(main())
print(f"{passed} passed, {failed} failed")
sys.exit(0 if failed == 0 else 1)
