"""The bots that are compared, each in a process of its own.

python -m bench.bots (stock | aiohttp | ours) ADDRESS [DATABASE_URL FOLDER [SECONDS_AHEAD]]
"""

import asyncio
import logging
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench import TOKEN

AT_ONCE = 64


def stock(address: str, *, aiohttp: bool) -> None:
    """Run python-telegram-bot's own echo bot, as its documentation writes it.

    With `aiohttp` it speaks through our transport, and takes many updates at a time.
    """
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        del context
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    building = Application.builder().token(TOKEN).base_url(f"{address}/bot")
    if aiohttp:
        from bot.telegram.client import AiohttpRequest

        building = building.request(AiohttpRequest()).get_updates_request(AiohttpRequest())
        building = building.concurrent_updates(AT_ONCE)
    application = building.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


async def ours(address: str, database_url: str, folder: str, ahead: str = "0") -> None:
    """Run the whole program without Telegram's limits: as many calls at once as fit."""
    import structlog
    from pydantic import SecretStr

    from bot.clock import Clock
    from bot.program import Program
    from bot.rate_limits import Allowance, Limits
    from bot.settings import Settings
    from bot.telegram.messenger import Telegram

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    settings = Settings(
        bot_token=SecretStr(TOKEN),
        telegram_api_url=address,
        database_url=database_url,
        data_dir=Path(folder),
    )
    free = Allowance(AT_ONCE, 0.0)
    program = Program(
        settings,
        clock=Clock(timedelta(seconds=float(ahead))),
        messengers=[partial(Telegram, limits=Limits(free, free, free, free))],
    )
    await program.start()
    await program.run()


if __name__ == "__main__":
    kind, root, *more = sys.argv[1:]
    if kind == "ours":
        asyncio.run(ours(root, *more))
    else:
        stock(root, aiohttp=kind == "aiohttp")
