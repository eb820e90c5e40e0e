"""A Telegram of ours: a loopback Bot API server with people and groups to play with."""
