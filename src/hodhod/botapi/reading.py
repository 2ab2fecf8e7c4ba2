"""Parameters of a request, however they come: in the query, as JSON, as a form, as multipart.

Values of forms are texts: numbers and truths are read out of them, objects and lists out of JSON in
them, which libraries also do inside of JSON.

Source: https://core.telegram.org/bots/api#making-requests
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from email.message import Message
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import parse_qsl, unquote

import msgspec
from aiohttp import BodyPartReader, MultipartReader, StreamReader, web

from hodhod.botapi.errors import TOO_LARGE, BadRequest, BotError
from hodhod.botapi.registry import Params

if TYPE_CHECKING:
    from multidict import CIMultiDictProxy

BODY_BYTES: Final = 1 << 20
"""Of a request without files: the longest text with its formatting and keyboard is far below."""

FIELDS: Final = 100
"""Parameters of a request; no method has as many."""

P = TypeVar("P", bound=Params)

Take = Callable[[str, str, BodyPartReader], Awaitable[str]]
"""Keeps a file: the name of its part, its own, and what it holds; returns what stands for it."""

_NAME = re.compile(r';\s*name=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^;"]*))', re.IGNORECASE)
_FILE_NAME = re.compile(r';\s*filename=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^;"]*))', re.IGNORECASE)
_WIDE_NAME = re.compile(r";\s*filename\*=utf-8''(?P<bare>[^;]*)", re.IGNORECASE)

_FIELD = re.compile(r"at `\$\.?([^`\[]*)")


async def parameters(request: web.Request, take: Take) -> dict[str, object]:
    """Return what a request says, by name; later sources go before earlier ones.

    Args:
        request: The request.
        take: Keeps a file that comes along, and returns what stands for it.

    Raises:
        BotError: 400 for what cannot be read, 413 for what is too large.
    """
    said: dict[str, object] = dict(request.query)
    if request.body_exists:
        kind = request.content_type
        if kind == "application/json":
            said |= _object(await _body(request))
        elif kind == "multipart/form-data":
            said |= await _multipart(request, take)
        else:
            said |= await _form(request)
    if len(said) > FIELDS:
        raise BadRequest("too many parameters")
    return said


def read(takes: type[P], said: dict[str, object]) -> P:
    """Return the parameters of a method.

    Raises:
        BotError: 400: something is missing, or is not what it must be.
    """
    try:
        return msgspec.convert(_opened(takes, said), takes, strict=False)
    except msgspec.ValidationError as error:
        raise BadRequest(_why(str(error))) from None


def _opened(takes: type[Params], said: dict[str, object]) -> dict[str, object]:
    """Return the values with JSON read where a text stands for something else."""
    opened: dict[str, object] = {}
    for name, is_text in _fields(takes):
        if name not in said:
            continue
        value = said[name]
        if isinstance(value, str) and not is_text:
            if value == "":
                continue
            if value[0] in '[{"' or value in {"true", "false", "null"}:
                value = _json(name, value)
        opened[name] = value
    return opened


@cache
def _fields(takes: type[Params]) -> tuple[tuple[str, bool], ...]:
    """Return the names of parameters, and whether each may be a text."""
    return tuple(
        (field.encode_name, _takes_text(field.type)) for field in msgspec.structs.fields(takes)
    )


def _takes_text(kind: object) -> bool:
    info = msgspec.inspect.type_info(kind)
    kinds = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
    return any(isinstance(one, msgspec.inspect.StrType) for one in kinds)


def _json(name: str, text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise BadRequest(f"can't parse {name} JSON object") from None


def _why(said: str) -> str:
    found = _FIELD.search(said)
    if "missing required field" in said:
        name = said.rpartition("missing required field ")[2].strip("`").split("`")[0]
        return "message text is empty" if name == "text" and not found else f"{name} is empty"
    if found is None:
        return said
    return f'field "{found.group(1)}": {said.partition(" - at ")[0]}'


def _object(body: bytes) -> dict[str, object]:
    if not body.strip():
        return {}
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        raise BadRequest("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise BadRequest("object expected as the body of the request")
    return value


async def _body(request: web.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > BODY_BYTES:
            raise BotError(*TOO_LARGE)
    return bytes(body)


async def _form(request: web.Request) -> dict[str, object]:
    try:
        text = (await _body(request)).decode()
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS))
    except ValueError:
        raise BadRequest("can't parse the form") from None


def named(disposition: str) -> tuple[str, str | None]:
    """Return the names of a part and of the file in it, if it is one.

    Libraries write them in many ways: quoted, percent-encoded, and without quotes though there are
    spaces in them.
    """
    name, file_name = _NAME.search(disposition), _FILE_NAME.search(disposition)
    wide = _WIDE_NAME.search(disposition)
    shown = "" if name is None else name["quoted"] or name["bare"] or ""
    if wide is not None:
        return shown, unquote(wide["bare"].strip())
    if file_name is None:
        return shown, None
    return shown, file_name["quoted"] or (file_name["bare"] or "").strip()


def _flat(reader: MultipartReader, content_type: str) -> MultipartReader:
    """Return a form whose parts are never forms, whatever a library says that its files are."""
    header = Message()
    header["Content-Type"] = content_type
    boundary = b"--" + str(header.get_param("boundary", "")).encode()

    def part(headers: CIMultiDictProxy[str], content: StreamReader, **_: object) -> BodyPartReader:
        return BodyPartReader(boundary, headers, content, subtype="form-data")

    # It is only called.
    reader.multipart_reader_cls = part  # type: ignore[assignment]
    return reader


async def _multipart(request: web.Request, take: Take) -> dict[str, object]:
    said: dict[str, object] = {}
    left = BODY_BYTES
    try:
        reader = _flat(await request.multipart(), request.headers["Content-Type"])
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader) or len(said) >= FIELDS:
                raise BadRequest("can't parse the form")
            name, file_name = named(part.headers.get("Content-Disposition", ""))
            if not name:
                raise BadRequest("can't parse the form")
            if file_name is not None:
                said[name] = await take(name, file_name, part)
                continue
            value = bytearray()
            while chunk := await part.read_chunk():
                value += chunk
                if len(value) > left:
                    raise BotError(*TOO_LARGE)
            left -= len(value)
            said[name] = value.decode()
    except (ValueError, AssertionError):
        raise BadRequest("can't parse the form") from None
    return said
