"""The chain of signal handlers, inside one process."""

import os
import signal

import pytest

from jupyterlab_xes.signals import SignalChain


@pytest.fixture(autouse=True)
def keep_handlers():
    retained = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGQUIT)}
    yield
    for number, handler in retained.items():
        signal.signal(number, handler)


def test_the_previous_handler_is_called_and_restored():
    seen = []

    def before(number, _frame):
        seen.append(("before", number))

    signal.signal(signal.SIGHUP, before)
    chain = SignalChain(lambda name: seen.append(name))
    chain.install()
    os.kill(os.getpid(), signal.SIGHUP)
    assert seen == ["SIGHUP", ("before", signal.SIGHUP)]
    chain.restore()
    assert signal.getsignal(signal.SIGHUP) is before
    assert signal.getsignal(signal.SIGQUIT) is signal.SIG_DFL


def test_ignored_signals_stay_ignored():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    chain = SignalChain(lambda _name: pytest.fail("nohup ends nothing"))
    chain.install()
    os.kill(os.getpid(), signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_a_failing_handler_does_not_stop_the_other():
    seen = []
    signal.signal(signal.SIGHUP, lambda *_: seen.append("before"))

    def end(_name):
        raise OSError("disk")

    SignalChain(end).install()
    os.kill(os.getpid(), signal.SIGHUP)
    assert seen == ["before"]


async def test_the_server_restores_the_handlers(jp_serverapp, extension):
    assert signal.getsignal(signal.SIGHUP) == extension._signals._handle
    await jp_serverapp.cleanup_extensions()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
