import asyncio

from hodhod.ops.metrics import Metrics


def lines(metrics: Metrics) -> list[str]:
    return metrics.text().decode().splitlines()


def test_answers_are_counted_by_method_and_outcome() -> None:
    metrics = Metrics()
    for _ in range(2):
        metrics.answered("messages.sendMessage", "ok", 0.003)
    metrics.answered("messages.sendMessage", "PEER_ID_INVALID", 0.001)
    shown = lines(metrics)
    assert 'hodhod_rpc_answers_total{method="messages.sendMessage",outcome="ok"} 2.0' in shown
    assert 'hodhod_rpc_seconds_bucket{le="0.005",method="messages.sendMessage"} 3.0' in shown


def test_waits_of_any_length_are_one_outcome() -> None:
    metrics = Metrics()
    for seconds in range(50):
        metrics.answered("auth.sendCode", f"FLOOD_WAIT_{seconds}", 0.001)
    assert [one for one in lines(metrics) if one.startswith("hodhod_rpc_answers_total{")] == [
        'hodhod_rpc_answers_total{method="auth.sendCode",outcome="FLOOD_WAIT_N"} 50.0'
    ]


def test_methods_that_are_not_there_are_counted() -> None:
    metrics = Metrics()
    metrics.unsupported("payments.getStarGifts")
    assert 'hodhod_rpc_unsupported_total{method="payments.getStarGifts"} 1.0' in lines(metrics)


def test_two_servers_in_a_process_count_for_themselves() -> None:
    first, second = Metrics(), Metrics()
    first.unsupported("x")
    assert not any("hodhod_rpc_unsupported_total{" in line for line in lines(second))


async def test_the_delay_of_the_loop_is_shown() -> None:
    metrics = Metrics()
    measuring = asyncio.create_task(metrics.measure_lag())
    await asyncio.sleep(0)
    measuring.cancel()
    await asyncio.wait([measuring])
    assert any(line.startswith("hodhod_loop_lag_seconds ") for line in lines(metrics))
