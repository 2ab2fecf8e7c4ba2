"""What tests wait for, said briefly."""

from tests.e2e.messenger import Kind, Messenger, Report, Seen


async def message_with(user: Messenger, text: str, *, chat: int = 0) -> Seen:
    """The message with this text, as the user's library reported it."""
    report = await user.reports.first(
        lambda r: (
            r.kind is Kind.MESSAGE
            and r.message is not None
            and r.message.text == text
            and chat in {0, r.message.chat}
        )
    )
    return _message(report)


async def message_from(user: Messenger, sender: int, *, after: int = 0) -> Seen:
    """The first message of a sender that is newer than the one with this id."""
    report = await user.reports.first(
        lambda r: (
            r.kind is Kind.MESSAGE
            and r.message is not None
            and r.message.sender == sender
            and r.message.id > after
        )
    )
    return _message(report)


async def edit_to(user: Messenger, message: int, text: str) -> Report:
    return await user.reports.first(
        lambda r: (
            r.kind is Kind.EDIT
            and r.message is not None
            and (r.message.id, r.message.text) == (message, text)
        )
    )


async def deletion_of(user: Messenger, message: int) -> Report:
    return await user.reports.first(lambda r: r.kind is Kind.DELETE and message in r.ids)


async def pin_of(user: Messenger, chat: int, message: int) -> Report:
    return await user.reports.first(
        lambda r: r.kind is Kind.PIN and r.chat == chat and message in r.ids
    )


async def read_mark(user: Messenger, chat: int, up_to: int) -> Report:
    return await user.reports.first(
        lambda r: r.kind is Kind.READ and r.chat == chat and max(r.ids) >= up_to
    )


async def typing_in(user: Messenger, chat: int) -> Report:
    return await user.reports.first(lambda r: r.kind is Kind.TYPING and r.chat == chat)


async def reaction_to(user: Messenger, message: int, emoji: str) -> Report:
    """A reaction, reported as one or as an edit of the message."""
    return await user.reports.first(
        lambda r: (
            emoji in r.reactions
            and (message in r.ids or (r.message is not None and r.message.id == message))
        )
    )


def _message(report: Report) -> Seen:
    if report.message is None:
        raise AssertionError(report)
    return report.message
