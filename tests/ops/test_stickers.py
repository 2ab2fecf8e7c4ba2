from hodhod.domain.ids import UserId
from hodhod.domain.sticker_set import Kind, StickerSet
from hodhod.ops.stickers import described


def test_a_set_is_a_line_of_facts() -> None:
    one = StickerSet(
        set_id=7,
        owner_id=UserId(1),
        maker_id=UserId(1),
        short_name="cats",
        title="گربه‌ها",
        kind=Kind.EMOJI,
        text_color=False,
        created_at=1_800_000_000,
        count=3,
    )
    assert described(one) == "emoji\tcats\t3\tگربه‌ها"
