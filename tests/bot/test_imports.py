"""What is slow to import and rarely needed is not loaded when the program starts."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["bot.program", "bot.cli.__main__"])
def test_the_writer_of_word_documents_is_not_loaded_at_the_start(module: str) -> None:
    seen = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print('docx' in sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert seen.stdout == "False\n"
