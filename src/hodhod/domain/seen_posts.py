"""Views and forwards of posts that were counted but not yet written.

Tens of thousands of views a second must not be as many row updates: they are added up here, and
written together every few seconds. A view counts once a viewer and day.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from hodhod.domain.ids import BoxId, MsgId

Post = tuple[BoxId, MsgId]

POSTS_LIMIT = 200_000
"""Posts with something to write: further ones wait for the next turn."""

VIEWERS_LIMIT = 1_000_000
"""Views of today that are remembered; then it is begun anew, which counts some of them twice."""


@dataclass(slots=True)
class SeenPosts:
    """What has been counted since the last writing, and who has been counted today.

    Attributes:
        views: Views of each post that are not written yet.
        forwards: Forwards of each post that are not written yet.
    """

    views: dict[Post, int] = field(default_factory=lambda: defaultdict(int))
    forwards: dict[Post, int] = field(default_factory=lambda: defaultdict(int))
    _viewers: set[tuple[int, BoxId, MsgId]] = field(default_factory=set)
    _day: int = 0

    def view(self, viewer_id: int, post: Post, day: int) -> None:
        """Count a view, unless the viewer was counted on that day."""
        if day != self._day or len(self._viewers) >= VIEWERS_LIMIT:
            self._viewers.clear()
            self._day = day
        key = (viewer_id, *post)
        if key in self._viewers or len(self.views) >= POSTS_LIMIT:
            return
        self._viewers.add(key)
        self.views[post] += 1

    def forward(self, post: Post) -> None:
        """Count a forward."""
        if len(self.forwards) < POSTS_LIMIT:
            self.forwards[post] += 1

    def waiting(self, post: Post) -> tuple[int, int]:
        """Return the views and forwards of a post that are not written yet."""
        return self.views.get(post, 0), self.forwards.get(post, 0)

    def take(self) -> list[tuple[BoxId, MsgId, int, int]]:
        """Return all that is to be written, and begin anew."""
        posts = sorted({*self.views, *self.forwards})
        taken = [(*post, *self.waiting(post)) for post in posts]
        self.views.clear()
        self.forwards.clear()
        return taken
