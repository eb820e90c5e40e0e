"""The operator's language: what the commands say, also while other settings are wrong."""

from pydantic_settings import BaseSettings, SettingsConfigDict

from messages.texts import DEFAULT, Texts, texts


class _Language(BaseSettings):
    """TAIZHANG_LANGUAGE alone, whatever it says."""

    model_config = SettingsConfigDict(
        env_prefix="TAIZHANG_", env_file=".env", env_ignore_empty=True, extra="ignore"
    )

    language: str = DEFAULT


def operator_texts() -> Texts:
    """Return the texts of TAIZHANG_LANGUAGE; of the default where that is none or unreadable."""
    try:
        return texts(_Language().language)
    except UnicodeDecodeError:
        return texts(DEFAULT)
