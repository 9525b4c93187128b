"""The Python SDK 10.5.0 against a Plexus node: what a miner, a validator and an owner do with it (issue, section 7).

Usage: sdk10.py ws://127.0.0.1:9944
"""
import sys
import traceback

import bittensor as bt
from bittensor.core.extrinsics.serving import serve_extrinsic  # noqa: F401  (imported to fail early if the pin moved)
from bittensor_wallet import Keypair

URL = sys.argv[1] if len(sys.argv) > 1 else "ws://127.0.0.1:9944"
passed = failed = 0


def check(name, body):
    global passed, failed
    try:
        body()
        passed += 1
        print("ok  ", name, flush=True)
    except Exception:
        failed += 1
        print("FAIL", name, flush=True)
        traceback.print_exc()


class UriWallet:
    """A wallet over development keys: the interface that the SDK asks of a wallet, without files."""

    def __init__(self, cold, hot):
        self.coldkey = Keypair.create_from_uri(cold)
        self.coldkeypub = Keypair(ss58_address=self.coldkey.ss58_address)
        self.hotkey = Keypair.create_from_uri(hot)
        self.hotkeypub = Keypair(ss58_address=self.hotkey.ss58_address)
        self.name, self.hotkey_str, self.path = cold.strip("/"), hot.strip("/"), ""

    def unlock_coldkey(self):
        return self.coldkey

    def unlock_hotkey(self):
        return self.hotkey


subtensor = bt.Subtensor(network=URL)
alice = UriWallet("//Alice", "//Alice//sdk10")
bob = UriWallet("//Bob", "//Bob//sdk10")
TAO = bt.Balance.from_tao
state = {}


def ok(response):
    success = response[0] if isinstance(response, tuple) else getattr(response, "success", response)
    assert success, response
    return response


def connect():
    first = subtensor.get_current_block()
    subtensor.wait_for_block(first + 1)
    assert subtensor.get_current_block() > first
    assert subtensor.is_fast_blocks() in (True, False)


def balance():
    assert subtensor.get_balance(alice.coldkey.ss58_address) > TAO(1000)


def transfer():
    to = Keypair.create_from_uri("//Ferdie").ss58_address
    before = subtensor.get_balance(to)
    ok(subtensor.transfer(wallet=alice, destination_ss58=to, amount=TAO(3), wait_for_finalization=True))
    assert subtensor.get_balance(to) - before == TAO(3)


def all_subnets():
    subnets = subtensor.all_subnets()
    assert [s.netuid for s in subnets][:2] == [0, 1], subnets


def register_subnet():
    known = set(subtensor.get_all_subnets_netuid())
    ok(subtensor.register_subnet(wallet=alice, mev_protection=False, wait_for_inclusion=True, wait_for_finalization=True))
    new = set(subtensor.get_all_subnets_netuid()) - known
    assert len(new) == 1, new
    state["netuid"] = new.pop()


def start_call():
    ok(subtensor.start_call(wallet=alice, netuid=state["netuid"], wait_for_inclusion=True, wait_for_finalization=True))


def burned_register():
    for wallet in (alice, bob):
        ok(subtensor.burned_register(wallet=wallet, netuid=1, mev_protection=False, wait_for_inclusion=True, wait_for_finalization=True))
    assert subtensor.get_uid_for_hotkey_on_subnet(alice.hotkey.ss58_address, 1) is not None


def stake():
    hotkey = alice.hotkey.ss58_address
    ok(subtensor.add_stake(wallet=alice, netuid=0, hotkey_ss58=hotkey, amount=TAO(500), mev_protection=False,
                           wait_for_inclusion=True, wait_for_finalization=True))
    staked = subtensor.get_stake(alice.coldkey.ss58_address, hotkey, 0)
    assert staked.rao == TAO(500).rao, staked
    ok(subtensor.unstake(wallet=alice, netuid=0, hotkey_ss58=hotkey, amount=TAO(100), mev_protection=False,
                         wait_for_inclusion=True, wait_for_finalization=True))
    assert subtensor.get_stake(alice.coldkey.ss58_address, hotkey, 0).rao == TAO(400).rao


def hyperparameters():
    parameters = subtensor.get_subnet_hyperparameters(1)
    assert parameters.kappa == 32767 and parameters.commit_reveal_weights_enabled is False, parameters


def set_weights():
    uid = subtensor.get_uid_for_hotkey_on_subnet(alice.hotkey.ss58_address, 1)
    other = subtensor.get_uid_for_hotkey_on_subnet(bob.hotkey.ss58_address, 1)
    for _ in range(60):
        if subtensor.metagraph(1).validator_permit[uid]:
            break
        subtensor.wait_for_block()
    assert subtensor.metagraph(1).validator_permit[uid], "no permit within 60 blocks"
    while subtensor.blocks_since_last_update(1, uid) <= subtensor.weights_rate_limit(1):
        subtensor.wait_for_block()
    ok(subtensor.set_weights(wallet=alice, netuid=1, uids=[other], weights=[1.0], mev_protection=False,
                             wait_for_inclusion=True, wait_for_finalization=True))
    weights = dict(subtensor.weights(1))
    assert weights[uid] == [(other, 65535)], weights


def metagraph():
    graph = subtensor.metagraph(1)
    assert graph.n >= 2 and alice.hotkey.ss58_address in graph.hotkeys
    assert float(graph.S[graph.hotkeys.index(alice.hotkey.ss58_address)]) >= 400.0
    info = subtensor.get_metagraph_info(1)
    assert info.netuid == 1 and alice.hotkey.ss58_address in info.hotkeys
    assert len(subtensor.neurons(1)) == graph.n


def serve_axon():
    axon = bt.Axon(wallet=bob, ip="127.0.0.1", port=8199, external_ip="127.0.0.1", external_port=8199)
    ok(subtensor.serve_axon(netuid=1, axon=axon))
    graph = subtensor.metagraph(1)
    served = graph.axons[graph.hotkeys.index(bob.hotkey.ss58_address)]
    assert (served.ip, served.port) == ("127.0.0.1", 8199), served


def set_commitment():
    ok(subtensor.set_commitment(wallet=bob, netuid=1, data="a model and its hash"))
    uid = subtensor.get_uid_for_hotkey_on_subnet(bob.hotkey.ss58_address, 1)
    assert subtensor.get_commitment(netuid=1, uid=uid) == "a model and its hash"


for step in (connect, balance, transfer, all_subnets, register_subnet, start_call, burned_register, stake, hyperparameters,
             serve_axon, set_commitment, metagraph, set_weights):
    check(step.__name__, step)
print(f"{passed} passed, {failed} failed")
sys.exit(0 if failed == 0 else 1)
