"""The baseline: python-telegram-bot as its examples use it, and a handler that writes a row."""

import asyncio
import sqlite3

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bot.settings import Settings

TABLE = "CREATE TABLE IF NOT EXISTS heard (words TEXT)"


async def naive_bot(settings: Settings) -> None:
    ledger = sqlite3.connect(settings.database_url.removeprefix("sqlite:///"))
    ledger.execute(TABLE)

    async def keep(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        with ledger:
            ledger.execute("INSERT INTO heard VALUES (?)", (update.message.text,))
        await update.message.reply_text("已收到")

    token = settings.bot_token.get_secret_value()
    root = f"{settings.telegram_api_url}/bot"
    application = ApplicationBuilder().token(token).base_url(root).build()
    application.add_handler(MessageHandler(filters.TEXT, keep))
    await application.initialize()
    await application.start()
    assert application.updater is not None
    await application.updater.start_polling()
    await asyncio.Event().wait()
