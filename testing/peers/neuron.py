# A neuron of Bittensor's SDK 10, as its authors would write one: `call PORT` asks ours, `serve PORT` answers it.
import asyncio
import sys
import time
import typing

mode, port = sys.argv[1], int(sys.argv[2])
sys.argv = sys.argv[:1]  # the SDK reads the command line on import

import bittensor as bt
import bittensor.utils.networking as networking
import pydantic
from bittensor_wallet import Keypair

# The dendrite asks the internet for its own address when it is made; here there may be none.
networking.get_external_ip = lambda: "127.0.0.1"

alice, bob, eve = (Keypair.create_from_uri(uri) for uri in ("//Alice", "//Bob", "//Eve"))


class TextSynapse(bt.Synapse):
    text: str = pydantic.Field(...)
    count: int = pydantic.Field(...)
    output: typing.Optional[str] = None
    required_hash_fields: typing.ClassVar[typing.Tuple[str, ...]] = ("text", "count")


class OpenSynapse(bt.Synapse):
    text: str
    output: typing.Optional[str] = None


async def call():
    dendrite = bt.Dendrite(wallet=alice)
    stranger = bt.Dendrite(wallet=eve)

    async def ask(label, caller, synapse, receiver=bob):
        axon = bt.AxonInfo(version=1, ip="127.0.0.1", port=port, ip_type=4, hotkey=receiver.ss58_address, coldkey=bob.ss58_address)
        answer = await caller.forward(axons=axon, synapse=synapse, timeout=12, deserialize=False)
        print(f"{label}|{answer.axon.status_code}|{answer.output}", flush=True)

    await ask("hashed", dendrite, TextSynapse(text="grüße", count=7))
    await ask("again", dendrite, TextSynapse(text="", count=-1))
    await ask("open", dendrite, OpenSynapse(text="plain"))
    await ask("other receiver", dendrite, TextSynapse(text="x", count=1), alice)
    await ask("stranger", stranger, TextSynapse(text="x", count=1))
    await dendrite.aclose_session()
    await stranger.aclose_session()


class HotkeyOnly:
    hotkey, coldkeypub = bob, bob


def serve():
    axon = bt.Axon(wallet=HotkeyOnly(), port=port, ip="127.0.0.1", external_ip="127.0.0.1", external_port=port)

    async def forward(synapse: TextSynapse) -> TextSynapse:
        synapse.output = f"python got {synapse.text} x{synapse.count}"
        return synapse

    axon.attach(forward_fn=forward).start()
    print("ready", flush=True)
    time.sleep(120)


asyncio.run(call()) if mode == "call" else serve()
