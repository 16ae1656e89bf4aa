"""Sessions handed out as files: five tables with one schema, in the forms that other programs read."""
