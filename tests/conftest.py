"""What every test shares: the seeds read once, copies to spoil, and no way out to the network."""

import shutil
import socket
from pathlib import Path

import hostile
import pytest

from geo import seeds
from geo.catalogue import catalogue

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Let a test talk to this machine and to nothing else."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in _LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def facts():
    return seeds.read()


@pytest.fixture(scope="session")
def whole(facts):
    return catalogue(facts)


@pytest.fixture
def facts_folder(tmp_path) -> Path:
    """A copy of the seeds that a test may spoil."""
    return Path(shutil.copytree(seeds.SEEDS, tmp_path / "facts"))


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory) -> Path:
    """A facts folder in which every free text is an attack."""
    folder = tmp_path_factory.mktemp("hostile") / "facts"
    shutil.copytree(seeds.SEEDS, folder)
    hostile.spoil(folder)
    return folder


@pytest.fixture(scope="session")
def hostile_catalogue(hostile_folder):
    return catalogue(seeds.read(hostile_folder))
