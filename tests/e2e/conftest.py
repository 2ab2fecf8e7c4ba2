"""One server for all tests that do it no harm, and a town of users for each test."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import pytest_asyncio

from tests.e2e.company import Company, company_in
from tests.e2e.messenger import Messenger
from tests.e2e.server import Server
from tests.e2e.stage import CLOCK, Stage, told
from tests.e2e.town import PAIRS, Libraries, Town

TELETHON_LEAVES_FILES_OPEN = (
    "ignore:unclosed file:ResourceWarning",
    "ignore:Exception ignored in.*FileIO:pytest.PytestUnraisableExceptionWarning",
)

MANY_SIGN_INS = {
    "HODHOD_CODES_PER_ADDRESS_HOUR": "100000",
    "HODHOD_CODES_PER_PHONE_HOUR": "1000",
}
"""All users of all tests come from one address."""

HOOKS_HERE = {"HODHOD_BOTS_PRIVATE_WEBHOOKS": "true"}
"""The bots of tests hear on this machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            for warning in TELETHON_LEAVES_FILES_OPEN:
                item.add_marker(pytest.mark.filterwarnings(warning))
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(240))


@contextmanager
def serving(module: str = "hodhod", **settings: str) -> Iterator[Server]:
    """A server in a folder that no other test run touches.

    Started by root, the database runs as a user of its own, who has to be let through the folders
    above its data; pytest closes its own folders to everybody again and again.
    """
    with TemporaryDirectory(prefix="hodhod-e2e-") as name:
        folder = Path(name)
        settings = MANY_SIGN_INS | HOOKS_HERE | settings
        if module != "hodhod":
            # What is changed about it is changed in its own process alone.
            settings["HODHOD_GATEWAY_WORKERS"] = "1"
        server = Server(folder / "data", folder / "server.log", settings, module).start()
        try:
            yield server
        finally:
            if server.alive():
                server.stop()


@pytest.fixture(scope="session")
def shared_server() -> Iterator[Server]:
    with serving() as server:
        yield server
        server.stop()
        server.check_log()


@pytest.fixture(scope="session")
def shared_libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Libraries]:
    libraries = Libraries(tmp_path_factory.mktemp("tdlib"))
    yield libraries
    libraries.stop()


@pytest.fixture
async def town(
    shared_server: Server, shared_libraries: Libraries, tmp_path: Path
) -> AsyncIterator[Town]:
    town = Town(shared_server, shared_libraries, tmp_path)
    yield town
    await town.close()
    shared_server.check_log()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lasting_town(
    shared_server: Server, shared_libraries: Libraries, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    """A town whose users stay for all tests of a module: signing in is most of a short test."""
    town = Town(shared_server, shared_libraries, tmp_path_factory.mktemp("town"))
    yield town
    await town.close()
    shared_server.check_log()


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=PAIRS, ids="-".join)
async def lasting_pair(
    lasting_town: Town, request: pytest.FixtureRequest
) -> tuple[Messenger, Messenger]:
    return await lasting_town.acquaintances(request.param)


@pytest.fixture
async def pair(lasting_pair: tuple[Messenger, Messenger]) -> tuple[Messenger, Messenger]:
    """Two who know each other, with a library each; what earlier tests reported is forgotten."""
    for one in lasting_pair:
        one.reports.reports.clear()
    return lasting_pair


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def company(lasting_town: Town) -> Company:
    return await company_in(lasting_town)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A server whose clock the test may move."""
    clock = tmp_path / "clock"
    clock.write_bytes(told(0))
    with serving("tests.e2e.stage", **{CLOCK: str(clock)}) as server:
        yield Stage(server, clock)
        server.stop()
        server.check_log()


@pytest.fixture
async def staged_company(
    stage: Stage, shared_libraries: Libraries, tmp_path: Path
) -> AsyncIterator[Company]:
    """People on a stage. Its server has a key of its own, so none of them has TDLib."""
    town = Town(stage.server, shared_libraries, tmp_path)
    yield await company_in(town)
    await town.close()


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that the test may kill."""
    with serving() as server:
        yield server


@pytest.fixture
async def own_town(
    own_server: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Town]:
    libraries = Libraries(tmp_path_factory.mktemp("tdlib"))
    town = Town(own_server, libraries, tmp_path)
    yield town
    await town.close()
    libraries.stop()
