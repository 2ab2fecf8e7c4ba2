"""The metrics of several workers as one text: each sample says whose it is.

Source: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector


def together(texts: Mapping[int, str]) -> bytes:
    """Put metrics together.

    Args:
        texts: The metrics of each worker, by its number, which becomes the label `worker`.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Together(texts))
    return generate_latest(registry)


class _Together(Collector):
    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = texts

    def collect(self) -> Iterator[Metric]:
        families: dict[str, Metric] = {}
        for number, text in sorted(self._texts.items()):
            for family in text_string_to_metric_families(text):
                whole = families.setdefault(
                    family.name, Metric(family.name, family.documentation, family.type)
                )
                for sample in family.samples:
                    labels = {"worker": str(number), **sample.labels}
                    whole.add_sample(sample.name, labels, sample.value)
        yield from families.values()
