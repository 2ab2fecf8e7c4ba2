import ast
import json

import pytest

from hodhod.mtproto.crypto.rsa import RsaKey, RsaPublicKey
from hodhod.ops.key_formats import FORMATS

HOST, PORT = "192.0.2.7", 4430


@pytest.fixture(scope="module")
def key() -> RsaPublicKey:
    return RsaKey.generate().public


def test_pem_is_pkcs1_of_the_size_that_is_compiled_into_clients(key: RsaPublicKey) -> None:
    pem = FORMATS["pem"](key, HOST, PORT)
    assert pem.startswith("-----BEGIN RSA PUBLIC KEY-----\n")
    assert len(pem.strip()) == 425
    assert RsaPublicKey.from_pem(pem) == key


def test_the_program_for_telethon_is_python_that_names_key_and_address(key: RsaPublicKey) -> None:
    program = FORMATS["telethon"](key, HOST, PORT)
    constants = {
        node.value for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Constant)
    }
    assert {key.pem(), HOST, PORT} <= constants


@pytest.mark.parametrize("name", ["mtcute", "tdlib"])
def test_the_others_name_key_and_address(key: RsaPublicKey, name: str) -> None:
    text = FORMATS[name](key, HOST, PORT)
    assert key.pem() in text
    assert HOST in text
    assert str(PORT) in text


def test_json_is_for_programs(key: RsaPublicKey) -> None:
    facts = json.loads(FORMATS["json"](key, HOST, PORT))
    assert int(facts["modulus"], 16) == key.n
    assert facts["fingerprint"] == FORMATS["fingerprint"](key, HOST, PORT) == key.fingerprint_hex
