"""This very program, run as a process of its own."""

import subprocess
from collections.abc import Sequence


def run(
    command: Sequence[str], given: bytes, patience: float, not_done: str, too_late: str
) -> bytes:
    """Return what a process writes to what it is given; to be called in a thread.

    `patience` in seconds. Raises OSError: `not_done` with its last line of errors, or `too_late`.
    """
    try:
        ended = subprocess.run(  # noqa: S603 - this very program
            command, input=given, capture_output=True, timeout=patience, check=True
        )
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise OSError(f"{not_done}: {''.join(last)}") from error
    except subprocess.TimeoutExpired as error:
        raise OSError(too_late) from error
    return ended.stdout
