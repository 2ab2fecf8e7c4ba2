"""From the names of a schema to names of Python."""

from __future__ import annotations

import keyword


def class_name(name: str) -> str:
    """``messages.sendMessage`` → ``SendMessage``, ``p_q_inner_data_dc`` → ``PQInnerDataDc``."""
    bare = name.rpartition(".")[2]
    words = "".join(part[0].upper() + part[1:] for part in bare.split("_") if part)
    return f"{words}_" if keyword.iskeyword(words) else words


def field_name(name: str) -> str:
    """The name itself, with an underscore behind keywords and ``self``."""
    return f"{name}_" if keyword.iskeyword(name) or name == "self" else name


def table_name(type_name: str) -> str:
    """The variable that holds the readers of a type: ``messages.Chats`` → ``t_messages_Chats``."""
    return "t_" + type_name.replace(".", "_")


def vector_item(type_name: str) -> str | None:
    """The type of the items of ``Vector<T>`` or ``vector<t>``; None for anything else."""
    if type_name[:7].lower() == "vector<" and type_name.endswith(">"):
        return type_name[7:-1]
    return None
