"""What is said of lists brought in by the chat, and of workbooks sent there."""
