# btwallet, as SDK 10 brings it: `read FOLDER PASSWORD` opens the wallet "ours", `write FOLDER PASSWORD` makes "theirs".
import sys

mode, folder, password = sys.argv[1:4]
sys.argv = sys.argv[:1]

from bittensor_wallet import Wallet

if mode == "read":
    wallet = Wallet(name="ours", hotkey="default", path=folder)
    coldkey, hotkey = wallet.get_coldkey(password=password), wallet.get_hotkey()
    print(coldkey.ss58_address, hotkey.ss58_address, "0x" + coldkey.sign(b"hello").hex())
else:
    wallet = Wallet(name="theirs", hotkey="default", path=folder)
    wallet.create_new_coldkey(use_password=True, overwrite=False, suppress=True, coldkey_password=password)
    wallet.create_new_hotkey(use_password=False, overwrite=False, suppress=True)
    print(wallet.get_coldkeypub().ss58_address, wallet.get_hotkey().ss58_address)
