# btauth/1, as SDK 11 has it. One JSON document in: {"sign": [...], "verify": [...]}, one out with the same keys.
import json
import sys

from bittensor import http_auth
from bittensor_core import Keypair

asked = json.load(sys.stdin)
signed = [
    http_auth.sign(Keypair.create_from_uri(each["uri"]), method=each["method"], path=each["path"], body=bytes.fromhex(each["body"]), receiver_ss58=each["receiver"])
    for each in asked["sign"]
]
verified = []
for each in asked["verify"]:
    try:
        caller = http_auth.verify(each["headers"], bytes.fromhex(each["body"]), method=each["method"], path=each["path"], self_hotkey_ss58=each["self"])
        verified.append("ok")
    except Exception as error:
        verified.append(type(error).__name__)
json.dump({"sign": signed, "verify": verified}, sys.stdout)
