"""Read days in messages, in questions and in the cells of a workbook: one grammar, two languages."""
